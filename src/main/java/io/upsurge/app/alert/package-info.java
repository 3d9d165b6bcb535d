/** Puts the sinks together. */
package io.upsurge.app.alert;
