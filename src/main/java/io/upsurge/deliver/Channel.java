package io.upsurge.deliver;

/** The way to the other side. Used by one thread. */
@FunctionalInterface
public interface Channel {

    /**
     * Tells the other side, within bounds of time.
     *
     * @return what came of it; whatever goes wrong is a reply, not an exception
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Reply send(Notice notice) throws InterruptedException;
}
