package org.ropewalk.examples.imap;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.examples.imap.value.FetchData;
import org.ropewalk.examples.imap.value.FetchItems;
import org.ropewalk.examples.imap.value.InternalDate;
import org.ropewalk.examples.imap.value.Query;
import org.ropewalk.examples.imap.value.SequenceSet;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/**
 * IMAP4rev1 (RFC 3501) with SASL-IR (4959), IDLE (2177), UIDPLUS (4315), UNSELECT (3691) and ID
 * (2971). A server answers the commands of a connection one by one.
 */
@LineProtocol(
        initial = Imap.Stranger.class,
        separator = Separator.ONE_SPACE,
        charset = "ISO-8859-1")
@Quoted(specials = "()\"", literal = Quoted.Literal.SYNCHRONIZING)
@Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
@Errors(
        unknown = @Reply("BAD {'unknown command'}"),
        misplaced = @Reply("BAD {'not in this state'}"),
        unavailable = @Reply("BAD {'not available'}"),
        usage = @Reply("BAD {'usage: {usage}'}"),
        malformed = @Reply("BAD {'{message}'}"),
        tooLong = @Reply("BAD {'the line is too long'}"),
        tooBig = @Reply("NO {'[TOOBIG] the message is too large'}"),
        failed = @Reply(value = "* BYE {'internal error {incident}'}", bare = true, close = true),
        busy = @Reply(value = "* BYE {'too many'}", bare = true, close = true),
        timeout = @Reply(value = "* BYE {'idle for too long'}", bare = true, close = true),
        shutdown = @Reply(value = "* BYE {'server is going down'}", bare = true, close = true),
        refusals = {"NO {*}", "BAD {*}"})
@Limits(
        line = 8192,
        payload = Imap.MAX_SIZE,
        reply = Imap.MAX_REPLY,
        replyLine = Imap.MAX_REPLY,
        words = 100,
        idleSeconds = 1800)
public interface Imap {
    /** Bytes of a message. */
    int MAX_SIZE = 10_000_000;

    /** Bytes of a reply. */
    int MAX_REPLY = 4 * MAX_SIZE;

    /** Asks what the server can do; the answer is {@link Changes#capabilities}. */
    @Command("CAPABILITY")
    @Reply("OK {'done'}")
    void capability();

    /** Tells what has changed in the mailbox. */
    @Blocking
    @Command("NOOP")
    @Reply("OK {'done'}")
    void noop();

    /** Which program the server is; nothing is told. */
    @Command("ID {*}")
    @Reply(value = "ID NIL", end = "OK {'done'}")
    void id();

    /** Ends the session. */
    @Command("LOGOUT")
    @Reply(value = "BYE {'bye'}", end = "OK {'done'}", close = true)
    void logout();

    /** The user has not logged in. */
    interface Stranger extends Imap {
        /** The greeting. */
        @OnConnect
        @Reply(value = "* OK \\[CAPABILITY {capabilities...}\\] {'ready'}", bare = true)
        Capable greeting();

        /** Proves who the user is. */
        @Attempts
        @Blocking
        @Command("LOGIN \"{user}\" \"{password}\"")
        @Reply("OK {'logged in'}")
        Authenticated login(String user, @Secret String password) throws No;

        /** As {@link #login}, in one word (RFC 4959). */
        @Attempts
        @Blocking
        @Command("AUTHENTICATE PLAIN {credentials}")
        @Reply("OK {'logged in'}")
        Authenticated plain(@Secret Plain credentials) throws No;

        /** As {@link #login}, in the next line. */
        @Command("AUTHENTICATE PLAIN")
        Challenge plain();

        /** No other mechanism is known. */
        @Command("AUTHENTICATE {mechanism}")
        @Reply("NO {'unknown mechanism'}")
        void authenticate(String mechanism);

        /** Secures the connection. */
        @Command("STARTTLS")
        @Reply("OK {'begin TLS'}")
        @StartTls
        void startTls();
    }

    /** Asks for the next line; its text is empty. */
    @Reply(value = "+ {text*}", bare = true)
    record Challenge(String text, Challenged next) {}

    /** Credentials are awaited. */
    @Once
    @Envelope(command = "{*}")
    interface Challenged {
        /** The credentials. */
        @Attempts
        @Blocking
        @Command("{credentials}")
        @Reply("OK {'logged in'}")
        Authenticated respond(@Secret Plain credentials) throws No;

        /** None. */
        @Command(value = "*", client = false)
        @Reply("BAD {'cancelled'}")
        void cancel();
    }

    /** The user has logged in. */
    interface Authenticated extends Imap {
        /** The connection has ended. */
        @OnDisconnect
        void gone();

        /** Opens a mailbox. */
        @Blocking
        @Command("SELECT \"{mailbox}\"")
        Opened select(String mailbox) throws NotOpened;

        /** Opens a mailbox, and changes nothing in it. */
        @Blocking
        @Command("EXAMINE \"{mailbox}\"")
        Opened examine(String mailbox) throws NotOpened;

        /** Makes a mailbox. */
        @Blocking
        @Command("CREATE \"{mailbox}\"")
        @Reply("OK {'created'}")
        void create(String mailbox) throws No;

        /** Removes a mailbox with its messages. */
        @Blocking
        @Command("DELETE \"{mailbox}\"")
        @Reply("OK {'deleted'}")
        void delete(String mailbox) throws No;

        /** Gives a mailbox another name. */
        @Blocking
        @Command("RENAME \"{mailbox}\" \"{name}\"")
        @Reply("OK {'renamed'}")
        void rename(String mailbox, String name) throws No;

        /** Adds a name to those that the user is interested in. */
        @Blocking
        @Command("SUBSCRIBE \"{mailbox}\"")
        @Reply("OK {'subscribed'}")
        void subscribe(String mailbox) throws No;

        /** Removes a name from them. */
        @Blocking
        @Command("UNSUBSCRIBE \"{mailbox}\"")
        @Reply("OK {'unsubscribed'}")
        void unsubscribe(String mailbox) throws No;

        /** The mailboxes whose names match. */
        @Blocking
        @Command("LIST \"{reference}\" \"{pattern}\"")
        @Reply(each = "LIST ([{attributes...}]) \"{delimiter}\" \"{name}\"", end = "OK {'done'}")
        List<Listed> list(String reference, String pattern);

        /** Those of them that the user has subscribed to. */
        @Blocking
        @Command("LSUB \"{reference}\" \"{pattern}\"")
        @Reply(each = "LSUB ([{attributes...}]) \"{delimiter}\" \"{name}\"", end = "OK {'done'}")
        List<Listed> lsub(String reference, String pattern);

        /** Numbers about a mailbox. */
        @Blocking
        @Command("STATUS \"{mailbox}\" ({items...})")
        @Reply(value = "STATUS \"{mailbox}\" ({counts*})", end = "OK {'done'}")
        Status status(String mailbox, List<StatusItem> items) throws No;

        /** Adds a message to a mailbox. */
        @Blocking
        @Command("APPEND \"{mailbox}\"[ \"{date}\"] {message}")
        @Reply("OK \\[APPENDUID {validity} {uid}\\] {'appended'}")
        Appended append(String mailbox, Optional<InternalDate> date, Bytes message) throws No;

        /** Adds a message with flags. */
        @Blocking
        @Command("APPEND \"{mailbox}\" ([{flags...}])[ \"{date}\"] {message}")
        @Reply("OK \\[APPENDUID {validity} {uid}\\] {'appended'}")
        Appended append(
                String mailbox, List<Flag> flags, Optional<InternalDate> date, Bytes message)
                throws No;

        /** Tells what changes in the mailbox, until the next line. */
        @Command("IDLE")
        @Reply(value = "+ {'idling'}", bare = true)
        Waiting idle();
    }

    /** The client is told what changes; the next line ends this. */
    @Once
    @Envelope(command = "{*}")
    @Errors(
            unknown = @Reply("BAD {'DONE was expected'}"),
            misplaced = @Reply("BAD {'DONE was expected'}"),
            usage = @Reply("BAD {'DONE was expected'}"))
    interface Waiting {
        /** Ends the wait. */
        @Command("DONE")
        @Reply("OK {'done'}")
        CompletionStage<Void> done();

        /** Another line ends the wait, too. */
        @OnError
        void wrong(ErrorKind kind, String line);
    }

    /** A mailbox is open. */
    interface Selected extends Authenticated {
        /** All is on disk. */
        @Blocking
        @Command("CHECK")
        @Reply("OK {'done'}")
        void check();

        /** Removes the messages that are marked as deleted, and leaves the mailbox. */
        @Blocking
        @Command("CLOSE")
        @Reply("OK {'closed'}")
        Authenticated close();

        /** Leaves the mailbox. */
        @Command("UNSELECT")
        @Reply("OK {'closed'}")
        Authenticated unselect();

        /** Removes the messages that are marked as deleted. */
        @Blocking
        @Command("EXPUNGE")
        @Reply("OK {'expunged'}")
        void expunge() throws No;

        /** Those of them that have such UIDs. */
        @Blocking
        @Command("UID EXPUNGE {set}")
        @Reply("OK {'expunged'}")
        void uidExpunge(SequenceSet set) throws No;

        /** The numbers of messages. */
        @Blocking
        @Command("SEARCH {query*}")
        @Reply(value = "SEARCH[ {numbers...}]", end = "OK {'done'}")
        Found search(Query query);

        /** The UIDs of messages. */
        @Blocking
        @Command("UID SEARCH {query*}")
        @Reply(value = "SEARCH[ {numbers...}]", end = "OK {'done'}")
        Found uidSearch(Query query);

        /** Parts of messages, and what is known about them. */
        @Blocking
        @Command("FETCH {set} {items*}")
        @Reply(each = "{number} FETCH {data*}", end = "OK {'fetched'}")
        List<Fetched> fetch(SequenceSet set, FetchItems items) throws No, Bad;

        /** As {@link #fetch}, by their UIDs. */
        @Blocking
        @Command("UID FETCH {set} {items*}")
        @Reply(each = "{number} FETCH {data*}", end = "OK {'fetched'}")
        List<Fetched> uidFetch(SequenceSet set, FetchItems items) throws No;

        /** Changes the flags of messages. */
        @Blocking
        @Command({"STORE {set} {change} ([{flags...}])", "STORE {set} {change} {flags...}"})
        @Reply(each = "{number} FETCH {data*}", end = "OK {'stored'}")
        List<Fetched> store(SequenceSet set, Change change, List<Flag> flags) throws No, Bad;

        /** As {@link #store}, by their UIDs. */
        @Blocking
        @Command({"UID STORE {set} {change} ([{flags...}])", "UID STORE {set} {change} {flags...}"})
        @Reply(each = "{number} FETCH {data*}", end = "OK {'stored'}")
        List<Fetched> uidStore(SequenceSet set, Change change, List<Flag> flags) throws No;

        /** Adds messages to a mailbox. */
        @Blocking
        @Command("COPY {set} \"{mailbox}\"")
        @Reply("OK[ \\[COPYUID {validity} {from} {to}\\]] {'copied'}")
        Copied copy(SequenceSet set, String mailbox) throws No, Bad;

        /** As {@link #copy}, by their UIDs. */
        @Blocking
        @Command("UID COPY {set} \"{mailbox}\"")
        @Reply("OK[ \\[COPYUID {validity} {from} {to}\\]] {'copied'}")
        Copied uidCopy(SequenceSet set, String mailbox) throws No;
    }

    /** What changes in the mailbox that is open; the numbers are told when it is opened too. */
    @Push
    @Envelope(reply = "* {*}")
    interface Changes {
        /** The mailbox has so many messages. */
        @Reply("{count} EXISTS")
        void exists(int count);

        /** So many of them are new to this session. */
        @Reply("{count} RECENT")
        void recent(int count);

        /** A message is gone; those behind it have other numbers now. */
        @Reply("{number} EXPUNGE")
        void expunge(int number);

        /** A message has other flags. */
        @Reply("{number} FETCH (FLAGS ([{flags...}]))")
        void flags(int number, List<Flag> flags);

        /** What the server can do now; some tell it after a login too. */
        @Reply("CAPABILITY {capabilities...}")
        void capabilities(List<String> capabilities);

        /** The server is still there: Dovecot tells a client so that waits. */
        @Reply("OK Still here")
        void stillHere();
    }

    /** The names of what the server can do. */
    record Capable(List<String> capabilities) {}

    /** A mailbox that is open now. */
    @Reply(each = "{}", end = "OK \\[{access}\\] {'opened'}")
    record Opened(List<About> about, Access access, Selected next) {}

    /** Whether the session may change the mailbox. */
    enum Access {
        /** It may. */
        @Format("READ-WRITE")
        READ_WRITE,
        /** It may not. */
        @Format("READ-ONLY")
        READ_ONLY
    }

    /** What is told about a mailbox when it is opened, beside {@link Changes}. */
    sealed interface About {
        /** The flags that messages have. */
        @Format("FLAGS ([{flags...}])")
        record Flags(List<Flag> flags) implements About {}

        /** The flags that the session may change. */
        @Format("OK \\[PERMANENTFLAGS ([{flags...}])\\] {text*}")
        record Permanent(List<Flag> flags, String text) implements About {}

        /** A number with a name, such as {@code UIDVALIDITY}. */
        @Format("OK \\[{key} {value}\\] {text*}")
        record Value(String key, long value, String text) implements About {}

        /** Anything else with a code. */
        @Format("OK \\[{text*}")
        record Note(String text) implements About {}
    }

    /** A mailbox in a list. */
    record Listed(List<Flag> attributes, String delimiter, String name) {}

    /** Names with numbers, in one text. */
    record Status(String counts) {}

    /** A number about a mailbox. */
    enum StatusItem {
        /** How many messages there are. */
        MESSAGES,
        /** How many of them no session has seen. */
        RECENT,
        /** The next UID, or a greater one. */
        UIDNEXT,
        /** What the UIDs belong to. */
        UIDVALIDITY,
        /** How many messages were not read. */
        UNSEEN
    }

    /** Where a message was added. */
    record Appended(long validity, long uid) {}

    /** The UIDs of messages that were copied, and of their copies; empty if there are none. */
    record Copied(OptionalLong validity, Optional<SequenceSet> from, Optional<SequenceSet> to) {}

    /** Messages that were found. */
    record Found(List<Long> numbers) {}

    /** What is told about a message. */
    record Fetched(int number, FetchData data) {}

    /** A flag of a message, or an attribute of a mailbox. */
    record Flag(String name) {}

    /** How flags are changed. */
    enum Change {
        /** They are these. */
        @Format("FLAGS")
        SET,
        /** They are these, and nothing is answered. */
        @Format("FLAGS.SILENT")
        SET_SILENTLY,
        /** These are added. */
        @Format("+FLAGS")
        ADD,
        /** These are added, and nothing is answered. */
        @Format("+FLAGS.SILENT")
        ADD_SILENTLY,
        /** These are removed. */
        @Format("-FLAGS")
        REMOVE,
        /** These are removed, and nothing is answered. */
        @Format("-FLAGS.SILENT")
        REMOVE_SILENTLY
    }

    /** What cannot be done; the code is for programs. */
    @Reply("NO[ \\[{code}\\]] {message*}")
    @SuppressWarnings("serial")
    final class No extends Exception {
        private final Optional<String> code;

        /** A refusal. */
        public No(Optional<String> code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        /** For programs. */
        public Optional<String> code() {
            return code;
        }
    }

    /** A command that is wrong. */
    @Reply("BAD {message*}")
    @SuppressWarnings("serial")
    final class Bad extends Exception {
        /** An error. */
        public Bad(String message) {
            super(message, null, false, false);
        }
    }

    /** A mailbox that cannot be opened; none is open then. */
    @Reply("NO[ \\[{code}\\]] {message*}")
    @SuppressWarnings("serial")
    final class NotOpened extends Exception {
        private final Optional<String> code;
        private final transient Authenticated next;

        /** A refusal. */
        public NotOpened(Optional<String> code, String message, Authenticated next) {
            super(message, null, false, false);
            this.code = code;
            this.next = next;
        }

        /** For programs. */
        public Optional<String> code() {
            return code;
        }

        /** The next state. */
        public Authenticated next() {
            return next;
        }
    }
}
