/**
 * The records as bytes: Avro contracts, Confluent's wire format, and the client of a schema registry. Knows the model, Avro
 * and Kafka's serializer interfaces; the generated classes of {@code io.upsurge.avro} do not leave this package.
 *
 * <p>Bytes and schemas that come from outside are not trusted: lengths and counts are checked against what is there before
 * anything is allocated, and no class is ever looked up by a name that stands in a schema.
 */
package io.upsurge.wire;
