/** Which configured signals a series belongs to. */
package io.upsurge.detect.signal;
