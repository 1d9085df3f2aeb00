package org.ropewalk.datagram;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineFormat;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Output;

/**
 * One datagram that is being served: the lines in it are the input of a connection, the datagram
 * that goes back is its output. A line that ends the connection ends it for itself alone: the next
 * one has a new connection. Belongs to the port's loop.
 */
final class DatagramExchange extends DatagramEnd {
    /** The memory of one that waits, its bytes not counted. */
    private static final int WAITING_BYTES = 1_024;

    private final DatagramHost host;
    private final LineFormat format;
    private final DatagramReplies replies;
    private final int mostBytes;
    private final int heldBytes;
    private final Input input = new Input();
    private final Output output = new Output(0);
    private byte[] bytes;

    /** Where the next line begins, or what is left of one. */
    private int at;

    /** What serves the line; null before the first, and behind one that ends its connection. */
    private @Nullable DatagramService service;

    /** Whether the last line was given its end. */
    private boolean completed;

    private boolean served;
    private boolean paused;

    /** Whether the line that is served ends its connection. */
    private boolean closed;

    /** Whether more was written than may go back. */
    private boolean exceeded;

    private boolean erred;
    private boolean finished;

    /**
     * A datagram of {@code sender}.
     *
     * @param replies what the replies are given to
     */
    DatagramExchange(
            DatagramHost host,
            DatagramTransport transport,
            SocketAddress sender,
            byte[] datagram,
            DatagramReplies replies) {
        super(transport, sender);
        this.host = host;
        this.format = host.format();
        this.replies = replies;
        this.bytes = datagram;
        this.heldBytes = datagram.length + WAITING_BYTES;
        this.mostBytes =
                (int)
                        Math.min(
                                DatagramServer.MOST_BYTES,
                                (long) datagram.length * host.limits().amplification());
    }

    /** Serves what is left, until a reply must be waited for. */
    void deliver() {
        if (served || finished) {
            return;
        }
        served = true;
        try {
            while (!paused && hasMore()) {
                take();
            }
        } finally {
            served = false;
        }
        if (paused) {
            return;
        }
        if (service != null && service.awaitsReply()) {
            service.afterReplies(this::finish);
        } else {
            finish();
        }
    }

    /** Whether something is left; the last line is given its end if it lacks one. */
    private boolean hasMore() {
        if (at < bytes.length) {
            return true;
        }
        DatagramService last = service;
        boolean incomplete = last != null && last.isIncomplete();
        if (!completed && (incomplete || format.blocks() != null)) {
            complete();
            return true;
        }
        if (last != null && incomplete) {
            last.cutOff();
        }
        return false;
    }

    private void complete() {
        bytes = Lines.completed(format, bytes, at);
        at = 0;
        completed = true;
    }

    private void take() {
        DatagramService serving = service;
        if (serving == null) {
            closed = false;
            serving = host.serve(getPeer());
            service = serving;
            serving.begin(this);
        }
        int next = Lines.behind(format, bytes, at);
        input.show(bytes, at, next);
        serving.receive(input);
        while (input.remaining() > 0 && next < bytes.length && !closed && !paused) {
            // The end of the line is the begin of something else, such as the end of a payload.
            int from = input.position();
            next = Lines.behind(format, bytes, next);
            input.show(bytes, from, next);
            serving.receive(input);
        }
        if (closed) {
            retire(next);
        } else {
            at = input.position();
            if (at < next && !paused) {
                completeOrDrop();
            }
        }
        if (output.position() > mostBytes) {
            exceeded = true;
            output.clear();
        }
    }

    /** The last line has no end. */
    private void completeOrDrop() {
        if (completed) {
            at = bytes.length;
        } else {
            complete();
        }
    }

    /** The connection of the line has ended; {@code next} is where the next line begins. */
    private void retire(int next) {
        if (service != null && service.isOutOfStep()) {
            at = bytes.length;
            completed = true;
        } else {
            at = next;
        }
        endService();
    }

    private void endService() {
        if (service != null) {
            DatagramService ended = service;
            service = null;
            erred |= ended.hasErred();
            ended.end();
        }
    }

    private void finish() {
        if (!finished) {
            finished = true;
            endService();
            replies.finished(this);
        }
    }

    /** The port has ceased: no reply goes back. */
    void drop() {
        finished = true;
        output.clear();
        endService();
    }

    /** Whether all replies were given. */
    boolean isFinished() {
        return finished;
    }

    /** The memory that it needs while replies are to come. */
    int heldBytes() {
        return heldBytes;
    }

    /** What goes back. */
    Output replies() {
        return output;
    }

    /** Whether more was written than may go back: nothing does then. */
    boolean isExceeded() {
        return exceeded || output.position() > mostBytes;
    }

    /** Whether an error was answered. */
    boolean hasErred() {
        return erred;
    }

    // ---- the connection of a line

    @Override
    public void write(byte[] data, int offset, int length) {
        if (closed || finished) {
            return;
        }
        if (!served && output.position() + (long) length > mostBytes) {
            exceeded = true;
        } else {
            output.write(data, offset, length);
        }
    }

    @Override
    public Output output() {
        return served ? output : super.output();
    }

    @Override
    public boolean isServed() {
        return served;
    }

    @Override
    public boolean isOpen() {
        return !closed && !finished;
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        if (paused) {
            paused = false;
            redeliver();
        }
    }

    @Override
    public void redeliver() {
        if (!served) {
            loop().callFromThread(this::deliver);
        }
    }

    @Override
    public void loseConnection() {
        close();
    }

    @Override
    public void abortConnection() {
        close();
    }

    private void close() {
        if (!closed && !finished) {
            closed = true;
            if (!served) {
                loop().callFromThread(this::closedLater);
            }
        }
    }

    /** A later reply has ended the connection of a line: the next one has another. */
    private void closedLater() {
        if (!finished) {
            paused = false;
            retire(at);
            deliver();
        }
    }
}
