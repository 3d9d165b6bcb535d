/** Tells Alertmanagers what is open, again and again, as they want to be told. */
package io.upsurge.deliver.alertmanager;
