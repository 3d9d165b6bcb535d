/** The always-on pipeline: settings of Kafka Streams, start, supervision and stop. */
package io.upsurge.app.run;
