/** The demo: a scenario through the real topology on an embedded broker, shown as it goes. */
package io.upsurge.app.demo;
