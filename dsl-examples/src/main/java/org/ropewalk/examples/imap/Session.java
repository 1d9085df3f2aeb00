package org.ropewalk.examples.imap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.ropewalk.examples.imap.value.FetchData;
import org.ropewalk.examples.imap.value.FetchItems;
import org.ropewalk.examples.imap.value.InternalDate;
import org.ropewalk.examples.imap.value.Node;
import org.ropewalk.examples.imap.value.Query;
import org.ropewalk.examples.imap.value.SequenceSet;
import org.ropewalk.examples.mail.Mail;
import org.ropewalk.examples.mail.Mailbox;
import org.ropewalk.examples.mail.Mailboxes;
import org.ropewalk.examples.value.MailboxName;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;

/** A user reads mail, or waits for changes. */
final class Session implements Imap.Selected, Imap.Waiting {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Mailboxes mailboxes;
    private final Peer peer;
    private final Reactor reactor;

    /** The mailbox that is open. */
    private volatile Optional<View> view = Optional.empty();

    private CompletableFuture<Void> look = CompletableFuture.completedFuture(null);
    private Optional<DelayedCall> nextLook = Optional.empty();

    Session(Mailboxes mailboxes, Peer peer, Reactor reactor) {
        this.mailboxes = mailboxes;
        this.peer = peer;
        this.reactor = reactor;
    }

    @Override
    public void gone() {
        stopLooking();
    }

    private void stopLooking() {
        nextLook.ifPresent(DelayedCall::cancel);
        nextLook = Optional.empty();
    }

    @Override
    public void capability() {
        ImapPushes.to(peer).capabilities(Login.CAPABILITIES);
    }

    @Override
    public void noop() {
        update(true);
    }

    @Override
    public void check() {
        update(true);
    }

    private void update(boolean expunged) {
        view.ifPresent(open -> open.update(expunged));
    }

    @Override
    public void id() {}

    @Override
    public void logout() {}

    // ---- mailboxes

    @Override
    public Imap.Opened select(String mailbox) throws Imap.NotOpened {
        return open(mailbox, false);
    }

    @Override
    public Imap.Opened examine(String mailbox) throws Imap.NotOpened {
        return open(mailbox, true);
    }

    private Imap.Opened open(String name, boolean readOnly) throws Imap.NotOpened {
        view = Optional.empty();
        Mailbox mailbox =
                mailboxes
                        .find(name)
                        .orElseThrow(
                                () ->
                                        new Imap.NotOpened(
                                                Optional.of("NONEXISTENT"),
                                                "no such mailbox",
                                                this));
        View opened = new View(mailbox, readOnly, ImapPushes.to(peer));
        view = Optional.of(opened);
        List<Imap.About> about = new ArrayList<>();
        about.add(new Imap.About.Flags(Flags.ALL));
        about.add(new Imap.About.Permanent(readOnly ? List.of() : Flags.ALL, "flags that change"));
        opened.tellSize();
        opened.firstUnseen()
                .ifPresent(
                        number ->
                                about.add(new Imap.About.Value("UNSEEN", number, "first unseen")));
        about.add(new Imap.About.Value("UIDVALIDITY", mailbox.validity(), "UIDs valid"));
        about.add(new Imap.About.Value("UIDNEXT", mailbox.nextUid(), "next UID"));
        return new Imap.Opened(
                about, readOnly ? Imap.Access.READ_ONLY : Imap.Access.READ_WRITE, this);
    }

    private static void check(boolean done, String code, String why) throws Imap.No {
        if (!done) {
            throw new Imap.No(Optional.of(code), why);
        }
    }

    @Override
    public void create(String mailbox) throws Imap.No {
        String name = new MailboxName(mailbox).trimmed().text();
        check(mailboxes.create(name), "CANNOT", "it exists, or cannot have this name");
    }

    @Override
    public void delete(String mailbox) throws Imap.No {
        check(mailboxes.delete(mailbox), "NONEXISTENT", "no such mailbox, or the inbox");
    }

    @Override
    public void rename(String mailbox, String name) throws Imap.No {
        check(
                mailboxes.rename(mailbox, name),
                "CANNOT",
                "no such mailbox, or no such name for one");
    }

    @Override
    public void subscribe(String mailbox) throws Imap.No {
        check(mailboxes.subscribe(mailbox, true), "CANNOT", "not the name of a mailbox");
    }

    @Override
    public void unsubscribe(String mailbox) throws Imap.No {
        check(mailboxes.subscribe(mailbox, false), "CANNOT", "not the name of a mailbox");
    }

    @Override
    public List<Imap.Listed> list(String reference, String pattern) {
        if (pattern.isEmpty()) {
            return List.of(
                    new Imap.Listed(
                            List.of(new Imap.Flag("\\Noselect")), MailboxName.DELIMITER, ""));
        }
        return new Names(mailboxes.names()).matching(reference + pattern);
    }

    @Override
    public List<Imap.Listed> lsub(String reference, String pattern) {
        return new Names(mailboxes.subscriptions()).matching(reference + pattern);
    }

    @Override
    public Imap.Status status(String mailbox, List<Imap.StatusItem> items) throws Imap.No {
        Mailbox asked = find(mailbox, "NONEXISTENT");
        List<Mail> mails = asked.mails();
        return new Imap.Status(
                items.stream()
                        .map(item -> item + " " + count(item, asked, mails))
                        .collect(Collectors.joining(" ")));
    }

    private static long count(Imap.StatusItem item, Mailbox asked, List<Mail> mails) {
        return switch (item) {
            case MESSAGES -> mails.size();
            case RECENT -> mails.stream().filter(Mail::fresh).count();
            case UIDNEXT -> asked.nextUid();
            case UIDVALIDITY -> asked.validity();
            case UNSEEN -> mails.stream().filter(mail -> !mail.is('S')).count();
        };
    }

    private Mailbox find(String name, String code) throws Imap.No {
        return mailboxes
                .find(name)
                .orElseThrow(() -> new Imap.No(Optional.of(code), "no such mailbox"));
    }

    // ---- messages

    @Override
    public Imap.Appended append(String mailbox, Optional<InternalDate> date, Bytes message)
            throws Imap.No {
        return append(mailbox, List.of(), date, message);
    }

    @Override
    public Imap.Appended append(
            String mailbox, List<Imap.Flag> flags, Optional<InternalDate> date, Bytes message)
            throws Imap.No {
        Mailbox to = find(mailbox, "TRYCREATE");
        long uid = to.add(message, Flags.letters(flags), date.map(each -> each.time().toInstant()));
        update(true);
        return new Imap.Appended(to.validity(), uid);
    }

    private View open() {
        return view.orElseThrow();
    }

    @Override
    public Imap.Authenticated close() {
        View closed = open();
        if (!closed.isReadOnly()) {
            closed.expunge(Optional.empty());
        }
        return unselect();
    }

    @Override
    public Imap.Authenticated unselect() {
        view = Optional.empty();
        return this;
    }

    @Override
    public void expunge() throws Imap.No {
        expunge(Optional.empty());
    }

    @Override
    public void uidExpunge(SequenceSet set) throws Imap.No {
        expunge(Optional.of(set));
    }

    private void expunge(Optional<SequenceSet> uids) throws Imap.No {
        checkWritable();
        open().expunge(uids);
        update(true);
    }

    private void checkWritable() throws Imap.No {
        check(!open().isReadOnly(), "READ-ONLY", "the mailbox was opened with EXAMINE");
    }

    @Override
    public Imap.Found search(Query query) {
        return search(query, false);
    }

    @Override
    public Imap.Found uidSearch(Query query) {
        return search(query, true);
    }

    private Imap.Found search(Query query, boolean uids) {
        List<Long> found = new ArrayList<>();
        for (int number = 1; number <= open().size(); number++) {
            Searching candidate = new Searching(open(), number);
            if (query.finds(candidate)) {
                found.add(uids ? candidate.uid() : number);
            }
        }
        update(uids);
        return new Imap.Found(found);
    }

    @Override
    public List<Imap.Fetched> fetch(SequenceSet set, FetchItems items) throws Imap.No, Imap.Bad {
        List<Imap.Fetched> all = new Fetching(open(), items).of(open().numbers(set));
        update(false);
        return all;
    }

    @Override
    public List<Imap.Fetched> uidFetch(SequenceSet set, FetchItems items) throws Imap.No {
        List<Imap.Fetched> all = new Fetching(open(), items).of(open().numbersOfUids(set));
        update(false);
        return all;
    }

    @Override
    public List<Imap.Fetched> store(SequenceSet set, Imap.Change change, List<Imap.Flag> flags)
            throws Imap.No, Imap.Bad {
        return store(open().numbers(set), change, flags);
    }

    @Override
    public List<Imap.Fetched> uidStore(SequenceSet set, Imap.Change change, List<Imap.Flag> flags)
            throws Imap.No {
        return store(open().numbersOfUids(set), change, flags);
    }

    private List<Imap.Fetched> store(
            List<Integer> numbers, Imap.Change change, List<Imap.Flag> flags) throws Imap.No {
        checkWritable();
        View open = open();
        List<Imap.Fetched> stored = new ArrayList<>();
        Map<Integer, Mail> marked =
                open.mark(numbers, letters -> Flags.changed(letters, change, flags));
        if (!change.name().endsWith("SILENTLY")) {
            marked.forEach(
                    (number, mail) -> {
                        Node told = Fetching.flags(open.flags(mail));
                        stored.add(new Imap.Fetched(number, FetchData.flags(mail.uid(), told)));
                    });
        }
        update(false);
        return stored;
    }

    @Override
    public Imap.Copied copy(SequenceSet set, String mailbox) throws Imap.No, Imap.Bad {
        return copy(open().numbers(set), mailbox);
    }

    @Override
    public Imap.Copied uidCopy(SequenceSet set, String mailbox) throws Imap.No {
        return copy(open().numbersOfUids(set), mailbox);
    }

    private Imap.Copied copy(List<Integer> numbers, String mailbox) throws Imap.No {
        Mailbox to = find(mailbox, "TRYCREATE");
        Map<Long, Long> copies = to.copy(open().mailbox(), open().mails(numbers));
        update(true);
        return copies.isEmpty()
                ? new Imap.Copied(OptionalLong.empty(), Optional.empty(), Optional.empty())
                : new Imap.Copied(
                        OptionalLong.of(to.validity()),
                        Optional.of(SequenceSet.of(copies.keySet())),
                        Optional.of(SequenceSet.of(copies.values())));
    }

    // ---- waiting

    @Override
    public Imap.Waiting idle() {
        look();
        return this;
    }

    /** Looks for changes that other sessions and programs make, now and again. */
    private void look() {
        nextLook = Optional.empty();
        look =
                reactor.deferToThread(
                        () -> {
                            update(true);
                            return null;
                        });
        Optional.ofNullable(peer.loop())
                .ifPresent(
                        loop -> nextLook = Optional.of(loop.callLater(BETWEEN_LOOKS, this::look)));
    }

    @Override
    public CompletionStage<Void> done() {
        stopLooking();
        return look.handle((nothing, thrown) -> null);
    }

    @Override
    public void wrong(ErrorKind kind, String line) {
        stopLooking();
    }
}
