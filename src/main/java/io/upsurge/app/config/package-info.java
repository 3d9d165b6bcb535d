/** The configuration: one YAML file, an environment variable for every key, all problems reported at once. */
package io.upsurge.app.config;
