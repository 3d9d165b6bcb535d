package io.upsurge.deliver.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Story;
import io.upsurge.deliver.http.Post;
import io.upsurge.deliver.http.PostFormat;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A message for an incoming webhook of Slack, or of what takes the same: title, facts, links. */
public final class SlackFormat implements PostFormat {
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3_000;
    private static final int LONGEST_LINKS = 2_900;
    private static final String FENCE = "```";

    private final URI url;
    private final LinkTemplates links;

    /**
     * A format.
     *
     * @param url address of the webhook, secret
     * @param links addresses that lead on
     */
    public SlackFormat(URI url, LinkTemplates links) {
        this.url = url;
        this.links = links;
    }

    @Override
    public List<Post> posts(Notice notice) {
        Story story = Story.of(notice, links);
        String title = escaped(lead(notice) + story.title(), LONGEST_HEADER);
        String facts = fenced(story.whole());
        ObjectNode json = JsonText.object();
        json.put("text", "*" + title + "*\n" + facts);
        ArrayNode blocks = json.putArray("blocks");
        blocks.addObject()
                .put("type", "header")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", title);
        section(blocks, facts);
        String addresses = addresses(story.links());
        if (!addresses.isEmpty()) {
            section(blocks, addresses);
        }
        return List.of(Post.json(url, JsonText.text(json)));
    }

    private static String lead(Notice notice) {
        return switch (notice.event()) {
            case OPENED -> "";
            case CHANGED -> "Changed: ";
            case ENDED -> "Over: ";
        };
    }

    private static void section(ArrayNode blocks, String markdown) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", markdown);
    }

    private static String fenced(String text) {
        return FENCE + escaped(text.replace(FENCE, "'''"), LONGEST_SECTION - 2 * FENCE.length()) + FENCE;
    }

    private static String addresses(Map<String, String> links) {
        StringJoiner line = new StringJoiner("  ");
        links.forEach((name, link) -> {
            String safe = escaped(link, Integer.MAX_VALUE).replace("|", "%7C");
            String item = "<" + safe + "|" + name + ">";
            if (line.length() + item.length() < LONGEST_LINKS) {
                line.add(item);
            }
        });
        return line.toString();
    }

    /** The text with the three characters escaped by which Slack would read more than text into it, within a length. */
    static String escaped(String text, int most) {
        StringBuilder escaped = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            String next =
                    switch (c) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        default -> Character.toString(c);
                    };
            if (escaped.length() + next.length() > most) {
                return cut(escaped, most);
            }
            escaped.append(next);
        }
        return escaped.toString();
    }

    /** Two dots at the end, and no half of what was escaped before them. */
    private static String cut(StringBuilder escaped, int most) {
        while (escaped.length() > most - 2) {
            int entity = escaped.charAt(escaped.length() - 1) == ';' ? escaped.lastIndexOf("&") : -1;
            int end = escaped.length() - 1;
            boolean pair = Character.isLowSurrogate(escaped.charAt(end));
            escaped.setLength(entity >= 0 ? entity : pair ? end - 1 : end);
        }
        return escaped.append("..").toString();
    }
}
