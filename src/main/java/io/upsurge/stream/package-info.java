/**
 * The topology: thin processors around the stages of {@code detect}, their stores, and what travels between them. A processor
 * holds no logic; it reads stores, calls a stage and forwards.
 */
package io.upsurge.stream;
