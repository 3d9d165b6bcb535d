/** Tables that people and programs write. */
package io.upsurge.format.csv;
