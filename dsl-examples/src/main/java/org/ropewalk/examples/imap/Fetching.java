package org.ropewalk.examples.imap;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.imap.value.Entity;
import org.ropewalk.examples.imap.value.FetchData;
import org.ropewalk.examples.imap.value.FetchItem;
import org.ropewalk.examples.imap.value.FetchItem.Kind;
import org.ropewalk.examples.imap.value.FetchItems;
import org.ropewalk.examples.imap.value.InternalDate;
import org.ropewalk.examples.imap.value.Node;
import org.ropewalk.examples.imap.value.Structure;
import org.ropewalk.examples.mail.Mail;
import org.ropewalk.line.Bytes;

/** Answers what is asked of messages. */
final class Fetching {
    /** Bytes of all values of a reply with their names; the rest of the reply has room too. */
    private static final long MOST = Imap.MAX_REPLY - (Imap.MAX_REPLY >> 2);

    private static final String FLAGS = "FLAGS";

    private final View view;
    private final FetchItems asked;
    private long bytes;

    Fetching(View view, FetchItems asked) {
        this.view = view;
        this.asked = asked;
    }

    /** What is told of the messages of these numbers; those that are gone are left out. */
    List<Imap.Fetched> of(List<Integer> numbers) throws Imap.No {
        Map<Integer, Map<String, Node>> all = new LinkedHashMap<>();
        List<Integer> unseen = new ArrayList<>();
        for (int number : numbers) {
            Mail mail = view.mail(number);
            boolean sees = asked.sees() && !view.isReadOnly() && !mail.is('S');
            Map<String, Node> values = values(mail, sees);
            if (!values.isEmpty()) {
                all.put(number, values);
                if (sees) {
                    unseen.add(number);
                }
            }
        }
        view.mark(unseen, letters -> Flags.changed(letters, Imap.Change.ADD, Flags.SEEN))
                .forEach((number, mail) -> all.get(number).put(FLAGS, flags(view.flags(mail))));
        List<Imap.Fetched> told = new ArrayList<>();
        all.forEach((number, values) -> told.add(new Imap.Fetched(number, new FetchData(values))));
        return told;
    }

    private Map<String, Node> values(Mail mail, boolean sees) throws Imap.No {
        Map<String, Node> values = new LinkedHashMap<>();
        // It is told always: what has flags alone is told of a change that was not asked for.
        values.put("UID", Node.number(mail.uid()));
        if (sees || asked.has(Kind.FLAGS)) {
            values.put(FLAGS, flags(view.flags(mail)));
        }
        Lazy text = new Lazy(mail);
        for (FetchItem item : asked.items()) {
            Optional<Node> value = value(item, mail, text);
            if (value.isEmpty()) {
                return Map.of();
            }
            count(item.name().length());
            values.putIfAbsent(item.name(), value.get());
        }
        return values;
    }

    /** Flags as a list. */
    static Node flags(List<Imap.Flag> flags) {
        return new Node.Group(
                flags.stream().<Node>map(flag -> new Node.Word(flag.name())).toList());
    }

    private Optional<Node> value(FetchItem item, Mail mail, Lazy message) throws Imap.No {
        switch (item.kind()) {
            case FLAGS:
                return Optional.of(flags(view.flags(mail)));
            case UID:
                return Optional.of(Node.number(mail.uid()));
            case SIZE:
                return Optional.of(Node.number(view.mailbox().size(mail)));
            case INTERNALDATE:
                InternalDate date =
                        new InternalDate(
                                view.mailbox()
                                        .arrived(mail)
                                        .atZone(ZoneId.systemDefault())
                                        .toOffsetDateTime());
                return Optional.of(Node.text(date.toString()));
            default:
                Optional<Entity> entity = message.entity();
                return entity.isEmpty()
                        ? Optional.empty()
                        : Optional.of(value(item, message.text().orElseThrow(), entity.get()));
        }
    }

    private Node value(FetchItem item, Bytes text, Entity entity) throws Imap.No {
        return switch (item.kind()) {
            case ENVELOPE -> counted(Structure.envelope(entity));
            case BODY -> counted(Structure.body(entity, false));
            case BODYSTRUCTURE -> counted(Structure.body(entity, true));
            default ->
                    text(item, item.section().orElseThrow().of(text, entity).orElse(Bytes.of("")));
        };
    }

    private void count(long more) throws Imap.No {
        bytes += more;
        if (bytes > MOST) {
            throw new Imap.No(
                    Optional.of("LIMIT"), "too many bytes at once: ask for fewer messages");
        }
    }

    private Node counted(Node node) throws Imap.No {
        count(node.length());
        return node;
    }

    private Node text(FetchItem item, Bytes whole) throws Imap.No {
        int from = (int) Math.min(Math.max(item.from(), 0), whole.length());
        int count =
                item.from() < 0
                        ? whole.length()
                        : (int) Math.min(item.count(), whole.length() - from);
        count(item.section().orElseThrow().isCollected() ? whole.length() : count);
        return new Node.Text(count == whole.length() ? whole : part(whole, from, count));
    }

    /** A copy of a part; nothing else is copied. */
    private static Bytes part(Bytes whole, int from, int count) {
        byte[] part = new byte[count];
        for (int i = 0; i < count; i++) {
            part[i] = whole.at(from + i);
        }
        return Bytes.of(part);
    }

    /** The text of a message, read when it is asked for. */
    private final class Lazy {
        private final Mail mail;
        private Optional<Bytes> text = Optional.empty();
        private Optional<Entity> entity = Optional.empty();

        Lazy(Mail mail) {
            this.mail = mail;
        }

        Optional<Bytes> text() {
            text = text.isPresent() ? text : view.mailbox().text(mail);
            return text;
        }

        Optional<Entity> entity() {
            entity = entity.isPresent() ? entity : text().map(Entity::of);
            return entity;
        }
    }
}
