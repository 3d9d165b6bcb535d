/**
 * What the topics say now, kept in bounded memory for those who ask: rates, roll-outs and anomalies of every workload, the
 * overview of all of them, and the verdict on a candidate. Knows the model, the words, the detector's settings and the report
 * whose form it shares; knows no Kafka, no HTTP and no clock.
 */
package io.upsurge.view;
