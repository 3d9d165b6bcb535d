/** What prometheus-kafka-adapter writes. */
package io.upsurge.format.adapter;
