/** How a configuration encodes its topics. */
package io.upsurge.app.contracts;
