package io.upsurge.deliver.http;

import io.upsurge.deliver.Notice;
import java.util.List;

/** How a kind of other side wants to be told. */
@FunctionalInterface
public interface PostFormat {

    /** The requests that tell it, in their order; none where there is nothing it would take. */
    List<Post> posts(Notice notice);
}
