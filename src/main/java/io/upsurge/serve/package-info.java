/** HTTP: a small server with routes, health and metrics. Knows the model and Jetty. */
package io.upsurge.serve;
