/** The rules that judge a candidate version against its baseline, behind one small interface. */
package io.upsurge.detect.rule;
