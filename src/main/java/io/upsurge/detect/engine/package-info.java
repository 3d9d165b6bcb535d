/** Both stages of the detector together, without Kafka: what benchmarks, replay and tests drive. */
package io.upsurge.detect.engine;
