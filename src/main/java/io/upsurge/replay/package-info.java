/**
 * The past through the same detector: records in the order of event time, from whatever holds them, through the engine without
 * a broker.
 */
package io.upsurge.replay;
