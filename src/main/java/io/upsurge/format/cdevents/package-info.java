/** Events of CDEvents about services, as CloudEvents. */
package io.upsurge.format.cdevents;
