package org.ropewalk.examples.imap.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.Group;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.ropewalk.line.Bytes;

/** Describes the parts of a message (RFC 3501 7.4.2). */
public final class Structure {
    private Structure() {}

    // ---- ENVELOPE

    /** Who has sent what to whom. */
    public static Node envelope(Entity message) {
        Node from = addresses(message, "From", Node.NIL);
        return Node.group(
                text(message.field("Date")),
                text(message.field("Subject")),
                from,
                addresses(message, "Sender", from),
                addresses(message, "Reply-To", from),
                addresses(message, "To", Node.NIL),
                addresses(message, "Cc", Node.NIL),
                addresses(message, "Bcc", Node.NIL),
                text(message.field("In-Reply-To")),
                text(message.field("Message-ID")));
    }

    /** A text of one character a byte. */
    private static Node text(Optional<String> text) {
        return text.<Node>map(each -> new Node.Text(Bytes.of(each.getBytes(ISO_8859_1))))
                .orElse(Node.NIL);
    }

    private static Node addresses(Entity message, String field, Node otherwise) {
        List<Node.Group> found = new ArrayList<>();
        message.field(field)
                .map(LenientAddressParser.DEFAULT::parseAddressList)
                .ifPresent(list -> list.forEach(address -> add(address, found)));
        return found.isEmpty() ? otherwise : Node.group(Node.lists(found));
    }

    private static void add(Address address, List<Node.Group> found) {
        if (address instanceof Mailbox mailbox) {
            found.add(
                    Node.group(
                            text(Optional.ofNullable(mailbox.getName()).map(Structure::encoded)),
                            Node.NIL,
                            text(Optional.ofNullable(mailbox.getLocalPart())),
                            text(
                                    Optional.of(
                                            Optional.ofNullable(mailbox.getDomain()).orElse("")))));
        } else if (address instanceof Group group) {
            found.add(
                    Node.group(
                            Node.NIL,
                            Node.NIL,
                            text(Optional.of(encoded(group.getName()))),
                            Node.NIL));
            group.getMailboxes().forEach(mailbox -> add(mailbox, found));
            found.add(Node.group(Node.NIL, Node.NIL, Node.NIL, Node.NIL));
        }
    }

    private static String encoded(String name) {
        return EncoderUtil.hasToBeEncoded(name, 0)
                ? EncoderUtil.encodeEncodedWord(name, EncoderUtil.Usage.WORD_ENTITY)
                : name;
    }

    // ---- BODYSTRUCTURE

    /**
     * The types of its parts.
     *
     * @param extended whether all is told, as {@code BODYSTRUCTURE} does, or less, as {@code BODY}
     */
    public static Node body(Entity entity, boolean extended) {
        return structure(entity, extended);
    }

    private static Node.Group structure(Entity entity, boolean extended) {
        List<Node> nodes = new ArrayList<>();
        if (entity.isMultipart() && !entity.parts().isEmpty()) {
            nodes.add(
                    Node.lists(
                            entity.parts().stream()
                                    .map(part -> structure(part, extended))
                                    .toList()));
            nodes.add(name(entity.subType()));
            if (extended) {
                nodes.add(pairs(entity.parameters()));
            }
        } else {
            single(entity, extended, nodes);
            if (extended) {
                nodes.add(text(entity.field("Content-MD5")));
            }
        }
        if (extended) {
            nodes.add(disposition(entity.disposition()));
            nodes.add(text(entity.field("Content-Language")));
            nodes.add(text(entity.field("Content-Location")));
        }
        return new Node.Group(nodes);
    }

    private static void single(Entity entity, boolean extended, List<Node> nodes) {
        boolean readable = !entity.isMultipart();
        nodes.add(name(readable ? entity.mediaType() : "text"));
        nodes.add(name(readable ? entity.subType() : "plain"));
        nodes.add(pairs(entity.parameters()));
        nodes.add(text(entity.field("Content-ID")));
        nodes.add(text(entity.field("Content-Description")));
        nodes.add(name(entity.field("Content-Transfer-Encoding").orElse("7bit")));
        nodes.add(Node.number(entity.body().length()));
        if (entity.isMessage() && !entity.parts().isEmpty()) {
            Entity message = entity.parts().get(0);
            nodes.add(envelope(message));
            nodes.add(structure(message, extended));
        }
        if (!readable || entity.isMessage() || entity.mediaType().equals("text")) {
            nodes.add(Node.number(lines(entity.body())));
        }
    }

    private static Node name(String name) {
        return text(Optional.of(name.toUpperCase(Locale.ROOT)));
    }

    private static Node pairs(List<String> pairs) {
        return Node.groupOrNil(pairs.stream().map(Node::text).toList());
    }

    private static Node disposition(List<String> disposition) {
        return disposition.isEmpty()
                ? Node.NIL
                : Node.group(
                        Node.text(disposition.get(0)),
                        pairs(disposition.subList(1, disposition.size())));
    }

    private static int lines(Bytes text) {
        int lines = 0;
        for (int i = 0; i < text.length(); i++) {
            lines += text.at(i) == '\n' ? 1 : 0;
        }
        return lines;
    }
}
