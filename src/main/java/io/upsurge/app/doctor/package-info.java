/** Says what is wrong with what a configuration names: checks of what was seen, and what to do about each finding. */
package io.upsurge.app.doctor;
