/** What the doctor looks at: servers as they answer, and digests of records, of bounded size. Changes nothing. */
package io.upsurge.app.doctor.look;
