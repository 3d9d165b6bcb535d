/** Command line, configuration and wiring. */
package io.upsurge.app;
