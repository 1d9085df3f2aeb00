package org.ropewalk.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;

/**
 * A command that was sent and whose reply has not come whole: the caller's future, and a place
 * among the replies that outlives it. When the caller cancels, or loses patience, the place stays
 * until its reply was read, so that no other gets it.
 */
public final class PendingCall<T> extends ReactorFuture<T> {
    private final LineClient client;
    private final CommandWriting command;
    private final ReplyReading<T> reading;
    private List<Object> items;
    private int expected = -1;
    private T result;
    private Throwable rejection;
    private boolean ended;
    private Function<List<Object>, T> gathering;

    /** The state whose command it is; null where there are no states. */
    private ClientState state;

    /** The command's name, for messages. */
    private String name = "";

    /** Whether nothing is sent behind it before its reply has come. */
    private boolean alone;

    private Runnable payload;

    /** What the caller is to read, once it knows. */
    private PayloadStream unread;

    private boolean last;
    private Runnable all;
    private ClientState next;
    private boolean securing;
    private boolean wantingTls;
    private boolean regreeting;
    private boolean closing;

    /** When the reply must have come, in nanoseconds on the loop's clock. */
    private long deadlineNs;

    private boolean bounded;

    /** By what its reply is told from others; null if by its place alone. */
    String tag;

    /** Bytes of the reply so far. */
    long bytes;

    PendingCall(LineClient client, CommandWriting command, ReplyReading<T> reading) {
        super(client.reactor());
        this.client = client;
        this.command = command;
        this.reading = reading;
    }

    PendingCall<T> of(ClientState callState, String commandName, boolean sentAlone) {
        state = callState;
        name = commandName;
        alone = sentAlone;
        return this;
    }

    PendingCall<T> endingOutput() {
        last = true;
        return this;
    }

    /** The connection ends behind the command, which is not answered. */
    PendingCall<T> closingUnanswered() {
        closing = true;
        return this;
    }

    PendingCall<T> sending(Runnable begin) {
        payload = begin;
        return this;
    }

    /** Begins to send its payload; null if that was written with it. */
    Runnable sending() {
        return payload;
    }

    PendingCall<T> takingAll(Runnable expectation) {
        all = expectation;
        return this;
    }

    /** Whether nothing can be sent behind it. */
    boolean endsOutput() {
        return last;
    }

    /** Says that its reply is everything that comes; null if it is not. */
    Runnable all() {
        return all;
    }

    CommandWriting command() {
        return command;
    }

    ClientState state() {
        return state;
    }

    String name() {
        return name;
    }

    boolean isAlone() {
        return alone;
    }

    /** Where the reply leads; null if the session stays. */
    ClientState next() {
        return next != null || state == null ? next : state.returnsTo();
    }

    Throwable rejection() {
        return rejection;
    }

    boolean secures() {
        return securing;
    }

    /** Without what it asks for nothing more is to be said. */
    PendingCall<T> wantingTls() {
        wantingTls = true;
        return this;
    }

    boolean wantsTls() {
        return wantingTls;
    }

    /** Whether a line of the reply has come, and others are awaited. */
    boolean hasBegun() {
        return !ended && (items != null || expected >= 0);
    }

    /** Forgets what was read, for the next lines that are pushed. */
    void clear() {
        items = null;
        expected = -1;
        next = null;
        ended = false;
    }

    /** Whether it is what the server says first. */
    boolean isGreeting() {
        return command == null;
    }

    /** Whether no reply will come. */
    boolean isUnanswered() {
        return reading == null;
    }

    void read(LineReader line) {
        reading.read(line, this);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Tells the caller; what the caller has done to the future before stands. */
    void tell() {
        boolean told = rejection != null ? completeExceptionally(rejection) : complete(result);
        if (!told && unread != null) {
            unread.discard();
        }
    }

    // ---- what generated code calls, on the loop's thread

    /**
     * Whether the payload behind {@code line} has come; if not, the line is read again when it has.
     */
    public boolean payloadArrived(LineReader line, long count, Trailer trailer) {
        return counted(client.payload(line, count, trailer));
    }

    /** As {@link #payloadArrived}, of a payload whose length nothing tells. */
    public boolean payloadArrived(LineReader line, PayloadEnd end) {
        return counted(client.payload(line, end));
    }

    /** The payload behind {@code line}, as it will come; null if it is over its bound. */
    public PayloadStream streamed(LineReader line, long count, Trailer trailer) {
        unread = client.stream(line, count, trailer);
        return unread;
    }

    /** As the other, of a payload whose length no line tells. */
    public PayloadStream streamed(LineReader line, PayloadEnd end) {
        unread = client.stream(line, end);
        return unread;
    }

    private boolean counted(boolean arrived) {
        if (arrived) {
            bytes += payload().length();
        }
        return arrived;
    }

    /** The payload that has come; valid until the reading returns. */
    public Slice payload() {
        return client.payloadSlice();
    }

    /** The reply leads to a state, whose commands are {@code stub}'s. */
    public <S> S enter(BiFunction<LineClient, ClientState, S> stub) {
        next = new ClientState(null, new HashMap<>());
        return stub.apply(client, next);
    }

    /** As {@link #enter}, to a state that knows how often commands have succeeded before. */
    public <S> S enterKeeping(BiFunction<LineClient, ClientState, S> stub) {
        next = new ClientState(null, client.session().successes());
        return stub.apply(client, next);
    }

    /** Whether as many items have come as {@code command} has succeeded before. */
    public boolean hasAllOf(String command) {
        return items != null && items.size() >= client.session().successes(command);
    }

    /** As {@link #enter}, to a state that is left after one reply. */
    public <S> S enterOnce(BiFunction<LineClient, ClientState, S> stub) {
        next = new ClientState(client.session().whereToReturn(), client.session().successes());
        return stub.apply(client, next);
    }

    /** As {@link #enter}, at once: a line that was pushed has said so. */
    public <S> S enterNow(BiFunction<LineClient, ClientState, S> stub) {
        ClientState pushed = new ClientState(null, new HashMap<>());
        client.session().enter(pushed, "what the server has sent");
        return stub.apply(client, pushed);
    }

    /**
     * The connection is secured behind this reply, and the session begins anew.
     *
     * @param greets whether the server repeats its greeting
     */
    public void secure(boolean greets) {
        securing = true;
        regreeting = greets;
    }

    boolean repeatsGreeting() {
        return regreeting;
    }

    /** The server closes the connection behind this reply. */
    public void closes() {
        closing = true;
    }

    /** Whether the connection ends with its reply. */
    boolean isClosing() {
        return closing;
    }

    /** Lines that were pushed have come whole. */
    public void pushed() {
        clear();
    }

    /** Whether the reply is one of the protocol's error lines. */
    public boolean isRejected() {
        return rejection instanceof CommandRejected;
    }

    /** The error line leads to a state: {@link CommandRejected#next()}. */
    public void rejectInto(Object commands) {
        ((CommandRejected) rejection).next(commands);
    }

    /** The line before the items has come; {@code whole} makes the result of it and of them. */
    @SuppressWarnings("unchecked")
    public <I> void gather(Function<List<I>, T> whole) {
        expected = 0;
        gathering = (Function<List<Object>, T>) (Function<?, T>) whole;
    }

    /** All items have come. */
    public void finishGathered() {
        finish(gathering.apply(items()));
    }

    /** The reply is whole. */
    public void finish(T value) {
        result = value;
        ended = true;
    }

    /** The reply is whole, and an exception. */
    public void reject(Throwable reason) {
        rejection = reason;
        ended = true;
    }

    /** The reply is one of the protocol's error lines. */
    public void reject(ErrorKind kind, LineReader line) {
        reject(new CommandRejected(kind, line.printable()));
    }

    /** Takes one item of a list. */
    public void item(Object item) {
        if (items == null) {
            items = new ArrayList<>();
        }
        items.add(item);
    }

    /** The items so far, as a list of what was given to {@link #item}. */
    @SuppressWarnings("unchecked")
    public <I> List<I> items() {
        return items == null ? List.of() : (List<I>) items;
    }

    /** Says how many items will come, as the line before them does. */
    public void expect(int count) {
        expected = count;
    }

    /** Whether the line before the items has come. */
    public boolean expects() {
        return expected >= 0;
    }

    /** Whether all items that were announced have come. */
    public boolean hasAll() {
        return expected == (items == null ? 0 : items.size());
    }

    /** The line is none that may come here: the connection can no longer be trusted. */
    public void unexpected(LineReader line) {
        if (client.unasked().isStray(line)) {
            return;
        }
        client.violated("unexpected reply \"" + line.printable() + "\"");
    }

    /** Its reply has this time, as the loop's clock tells it. */
    void endsBy(long timeNs) {
        deadlineNs = timeNs;
        bounded = true;
    }

    /** Whether its reply has a deadline. */
    boolean isBounded() {
        return bounded;
    }

    /** How long its reply may still take. */
    long leftNs(long nowNs) {
        return deadlineNs - nowNs;
    }
}
