/**
 * A real Kafka broker inside this process, for demonstrations, development and tests. The only package that imports the
 * internals of the broker.
 */
package io.upsurge.app.embedded;
