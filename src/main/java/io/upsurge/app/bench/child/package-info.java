/** How a benchmark starts this program once more, in a process of its own. */
package io.upsurge.app.bench.child;
