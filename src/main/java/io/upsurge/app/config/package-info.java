/**
 * The configuration: one YAML file, an environment variable for every key, all problems reported at once. {@link
 * io.upsurge.app.config.ConfigLoader} is the way in; every key is declared once, in {@code Keys}.
 */
package io.upsurge.app.config;
