/** Undoes what the pipeline has made, so that it begins anew: what there is, whether it is in use, and its removal. */
package io.upsurge.app.reset;
