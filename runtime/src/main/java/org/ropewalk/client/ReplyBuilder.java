package org.ropewalk.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;

/**
 * Collects one reply, line by line; generated readers call its public methods on the connection's
 * loop. A connection uses one builder again for all replies of one line.
 *
 * <p>Methods that take a line's outcome return true: they follow the conditions that the line
 * fulfils.
 */
@ForGeneratedCode
public final class ReplyBuilder<T> {
    private final LineFramer framer;
    private final ClientSession session;

    /** The connection's {@link CommandSender}, for the commands of the state that is entered. */
    private final Object sender;

    private @Nullable List<Object> items;
    private int expected = -1;
    private int replies;
    private @Nullable Function<List<Object>, T> gathering;
    private @Nullable T result;
    private @Nullable Throwable rejection;
    private @Nullable PayloadStream unread;

    /** Whether the payload after a line that was read has not arrived yet. */
    private boolean awaiting;

    /** Why a payload of the reply was skipped; null if none was. */
    private @Nullable Throwable spoiled;

    private @Nullable ClientState next;

    /** The prompt of the state that is entered next; null if it has none. */
    private byte @Nullable [] prompt;

    /** The code of a reply of marked lines whose last line has not arrived; 0 if there is none. */
    private int code;

    private long bytes;
    private boolean ended;
    private boolean securing;
    private boolean greeting;
    private boolean closing;

    /** Whether the line before the result has arrived. */
    private boolean opened;

    ReplyBuilder(LineFramer framer, ClientSession session, Object sender) {
        this.framer = framer;
        this.session = session;
        this.sender = sender;
    }

    /** Forgets everything, for the next reply. */
    void clear() {
        items = null;
        expected = -1;
        gathering = null;
        result = null;
        rejection = null;
        unread = null;
        awaiting = false;
        spoiled = null;
        next = null;
        code = 0;
        bytes = 0;
        ended = false;
        securing = false;
        greeting = false;
        closing = false;
        opened = false;
        prompt = null;
    }

    // ---- payloads

    /**
     * Whether the payload after {@code line} has arrived; if not, the line is read again when it
     * has.
     */
    public boolean payloadArrived(LineReader line, long count, Trailer trailer) {
        awaiting = true;
        return counted(framer.payloadArrived(line, count, trailer, framer.limits()));
    }

    /** As {@link #payloadArrived}, for a payload without a length in a line. */
    public boolean payloadArrived(LineReader line, PayloadEnd end) {
        awaiting = true;
        return counted(framer.payloadArrived(line, end, framer.limits()));
    }

    private boolean counted(boolean arrived) {
        if (arrived) {
            awaiting = false;
            bytes += payload().length();
        }
        return arrived;
    }

    /** The payload after {@code line}, as it will arrive; null if it is over its limit. */
    public @Nullable PayloadStream streamed(LineReader line, long count, Trailer trailer) {
        unread = framer.payloads().streamed(line, count, trailer, framer.limits());
        return unread;
    }

    /** As the other method, for a payload without a length in a line. */
    public PayloadStream streamed(LineReader line, PayloadEnd end) {
        unread = framer.payloads().streamed(line, end, framer.limits());
        return unread;
    }

    /** The payload that has arrived; valid until the reader returns. */
    @SuppressWarnings("NullAway") // One has arrived.
    public Slice payload() {
        return framer.payload();
    }

    /**
     * What a payload that has arrived holds. If that cannot be read, the call fails at the end of
     * the reply; null then.
     */
    public <V> @Nullable V content(Supplier<V> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            spoiled = new ProtocolViolation("a payload that cannot be read: " + e.getMessage(), e);
            return null;
        }
    }

    // ---- the session

    /** The state that is entered next has a prompt. */
    public ReplyBuilder<T> prompting(byte[] text) {
        prompt = text;
        return this;
    }

    /**
     * The reply leads to a state.
     *
     * @param commands makes the commands of that state
     * @param <A> the type of the sender, as {@code commands} takes it: {@link CommandSender}
     * @param <S> the type of the state's commands
     */
    public <A, S> S enter(BiFunction<A, ClientState, S> commands) {
        return entered(new ClientState(null, new HashMap<>(), prompt), commands);
    }

    /** As {@link #enter}, to a state that counts on the successes of earlier commands. */
    public <A, S> S enterKeeping(BiFunction<A, ClientState, S> commands) {
        return entered(new ClientState(null, session.successes(), prompt), commands);
    }

    /** As {@link #enter}, to a state that is left after one reply. */
    public <A, S> S enterOnce(BiFunction<A, ClientState, S> commands) {
        return entered(
                new ClientState(session.whereToReturn(), session.successes(), prompt), commands);
    }

    private <A, S> S entered(ClientState state, BiFunction<A, ClientState, S> commands) {
        next = state;
        return commandsOf(state, commands);
    }

    @SuppressWarnings("unchecked")
    private <A, S> S commandsOf(ClientState state, BiFunction<A, ClientState, S> commands) {
        return commands.apply((A) sender, state);
    }

    /** As {@link #enter}, at once, because of a line that was pushed. */
    public <A, S> S enterNow(BiFunction<A, ClientState, S> commands) {
        ClientState pushed = new ClientState(null, new HashMap<>(), prompt);
        session.enter(pushed, "what the server has sent");
        return commandsOf(pushed, commands);
    }

    /** Whether as many items have arrived as {@code command} has succeeded before. */
    public boolean hasAllOf(String command) {
        return items != null && items.size() >= session.successes(command);
    }

    /** Whether as many items have arrived as replies answer the command. */
    public boolean hasEach() {
        return items != null && items.size() >= replies;
    }

    /** So many replies answer the command, each with one item. */
    ReplyBuilder<T> replies(int count) {
        replies = count;
        return this;
    }

    /**
     * TLS begins after this reply, and the session restarts.
     *
     * @param greets whether the server repeats its greeting
     */
    public ReplyBuilder<T> securing(boolean greets) {
        securing = true;
        greeting = greets;
        return this;
    }

    /** The server closes the connection after this reply. */
    public ReplyBuilder<T> closing() {
        closing = true;
        return this;
    }

    // ---- errors

    /** Whether the reply is one of the protocol's error lines. */
    public boolean isRejected() {
        return rejection instanceof CommandRejected;
    }

    /** The error line leads to a state: {@link CommandRejected#next()}. */
    @SuppressWarnings("NullAway") // Called after an error line.
    public void rejectInto(Object commands) {
        ((CommandRejected) rejection).next(commands);
    }

    /** The reply is complete, and an exception. */
    public boolean reject(Throwable reason) {
        rejection = spoiled == null ? reason : spoiled;
        ended = true;
        session.replyWritten();
        return true;
    }

    /** The reply is one of the protocol's error lines, which any of {@code kinds} may have. */
    public boolean reject(LineReader line, ErrorKind... kinds) {
        return reject(new CommandRejected(line.printable(), kinds));
    }

    // ---- results and items

    /** The reply is complete. */
    public boolean finish(@Nullable T value) {
        result = value;
        rejection = spoiled;
        ended = true;
        session.replyWritten();
        return true;
    }

    /** Takes one item of a list. */
    public boolean item(Object item) {
        if (items == null) {
            items = new ArrayList<>();
        }
        return items.add(item);
    }

    /** The items so far, as a list of what was given to {@link #item}. */
    @SuppressWarnings("unchecked")
    public <I> List<I> items() {
        return items == null ? List.of() : (List<I>) items;
    }

    /** The reply is complete: the list of its items. */
    @SuppressWarnings("unchecked")
    public boolean finishItems() {
        return finish((T) List.copyOf(items()));
    }

    /** Sets the number of items that follow, from the line before them. */
    public boolean expect(int count) {
        expected = count;
        return true;
    }

    /** Whether all items that were announced have arrived. */
    public boolean hasAll() {
        return expected == (items == null ? 0 : items.size());
    }

    /** The line before the items has arrived; {@code whole} makes the result of it and of them. */
    @SuppressWarnings("unchecked")
    public <I> boolean gather(Function<List<I>, T> whole) {
        expected = 0;
        gathering = (Function<List<Object>, T>) (Function<?, T>) whole;
        return true;
    }

    /** All items have arrived. */
    @SuppressWarnings("NullAway") // Called after gather.
    public boolean finishGathered() {
        return finish(gathering.apply(items()));
    }

    /** Keeps a value of one of several lines with a fixed order. */
    public void keep(Object value) {
        item(value);
    }

    /** The value that was kept after {@code index} others. */
    @SuppressWarnings("unchecked")
    public <V> V kept(int index) {
        return (V) items().get(index);
    }

    /** One of several lines has arrived; the next is the line of that number, from 0. */
    public boolean awaits(int line) {
        expected = line;
        return true;
    }

    /** The line before a result that comes later has arrived. */
    public boolean opened() {
        opened = true;
        return awaits(1);
    }

    /** Whether the next line is the result, and pushes may come before it. */
    boolean isOpened() {
        return opened;
    }

    /** Whether the line of that number is the next. */
    public boolean isAt(int line) {
        return expected == line;
    }

    /** The last line of a list of push messages has arrived. */
    public void pushed() {
        session.promptRead();
        clear();
    }

    /**
     * Whether a line inside a marked reply is text for people: it does not begin with the code of
     * the first line.
     */
    public boolean isInside(LineReader line, String mark) {
        int own = line.cursor().code();
        if (code != 0 && own != code) {
            return true;
        }
        code = line.isContinued(mark) ? own : 0;
        return false;
    }

    /** Whether a line of marked lines has arrived, and their last has not. */
    boolean isOpen() {
        return code != 0;
    }

    /** Whether a line of the reply has arrived, and others are awaited. */
    public boolean hasBegun() {
        return !ended && (items != null || expected >= 0);
    }

    // ---- what the connection asks

    boolean isAwaitingPayload() {
        return awaiting;
    }

    /** The payload after {@code line} was skipped: the call fails at the end of the reply. */
    void spoil(Throwable reason, LineReader line) {
        spoiled = reason;
        framer.payloads().deliverNothing(line);
    }

    /** Whether it was spoiled, and leads to a state, which is not known therefore. */
    boolean isLost() {
        return spoiled != null && next != null;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The bytes of the reply so far, with {@code more}. */
    long count(int more) {
        bytes += more;
        return bytes;
    }

    @Nullable T result() {
        return result;
    }

    @Nullable Throwable rejection() {
        return rejection;
    }

    /** Where the reply leads; null if the session stays. */
    @Nullable ClientState next() {
        return next;
    }

    boolean secures() {
        return securing;
    }

    boolean repeatsGreeting() {
        return greeting;
    }

    boolean isClosing() {
        return closing;
    }

    /** The result was not taken: what it would have read is read and dropped. */
    void discard() {
        if (unread != null) {
            unread.discard();
        }
    }
}
