/** A broker in a process of its own, for what is measured beside it. */
package io.upsurge.app.bench.broker;
