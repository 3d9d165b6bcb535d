/** Roll-out facts from people and files. */
package io.upsurge.app.rollout;
