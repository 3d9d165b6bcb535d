/** Reads topics for people and scripts: what is read from where, and how a record of each type is written. */
package io.upsurge.app.tail;
