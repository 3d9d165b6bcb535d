/**
 * The nouns: clusters' nodes, workloads, versions, signals, samples, roll-out facts, windows, rates, anomalies. Records and
 * sealed types that know nothing but the JDK. Instants are milliseconds since 1970-01-01T00:00Z ({@code ...Ms}); no field
 * is null unless its documentation says so.
 */
package io.upsurge.model;
