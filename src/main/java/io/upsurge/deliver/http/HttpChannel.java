package io.upsurge.deliver.http;

import io.upsurge.deliver.Channel;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Reply;

/**
 * Tells by requests over HTTP. Where one of several is not taken, the notice is not taken, and all of them are sent again.
 *
 * @param format makes the requests, anew at each attempt
 * @param sender sends them
 */
public record HttpChannel(PostFormat format, HttpSender sender) implements Channel {

    @Override
    public Reply send(Notice notice) throws InterruptedException {
        Reply last = Reply.taken("nothing to say");
        for (Post post : format.posts(notice)) {
            last = sender.send(post);
            if (!last.isTaken()) {
                return last;
            }
        }
        return last;
    }
}
