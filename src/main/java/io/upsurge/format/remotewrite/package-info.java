/**
 * Prometheus remote write, protocols 1.0 and 2.0: the snappy block, and both protobuf messages read by hand, so that the
 * labels of a series that was seen before become no new strings. Bytes are not trusted: lengths are checked against what is
 * there and against limits before anything is allocated.
 */
package io.upsurge.format.remotewrite;
