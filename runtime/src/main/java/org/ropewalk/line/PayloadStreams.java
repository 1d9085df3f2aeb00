package org.ropewalk.line;

import org.ropewalk.reactor.Input;

/** The payloads of one connection that come, or go, piece by piece: one each way at a time. */
final class PayloadStreams {
    private final LineReceiver receiver;
    private IncomingPayload incoming;
    private OutgoingPayload outgoing;

    /** Nobody wants what has come. */
    private boolean stalled;

    /** Nothing is received behind the payload. */
    private boolean suspending;

    PayloadStreams(LineReceiver receiver) {
        this.receiver = receiver;
    }

    // ---- what comes

    /** What is to come is a payload. */
    PayloadStream receive(IncomingPayload stream) {
        incoming = stream;
        return PayloadStream.received(stream.announced(), stream, stream::cancel);
    }

    /** What is being received; null if nothing is. */
    IncomingPayload incoming() {
        return incoming;
    }

    /** Whether what is being received ends with the connection. */
    boolean endsWithConnection() {
        return incoming.ended != null && incoming.ended.end == PayloadEnd.CLOSE;
    }

    boolean isStalled() {
        return stalled;
    }

    /** Whether nothing is to be received behind the payload. */
    void suspending(boolean now) {
        suspending = now;
    }

    /** Hands on what has come; false if it takes more bytes, or a reader who wants them. */
    boolean step(Input input) {
        IncomingPayload stream = incoming;
        boolean whole = stream.ended == null && stream.left == 0;
        if (!whole && !stream.wants()) {
            stalled = true;
            receiver.transport().pauseReading();
            return false;
        }
        return stream.ended == null ? counted(stream, input) : ended(stream, input);
    }

    private boolean counted(IncomingPayload stream, Input input) {
        if (stream.left > 0) {
            stream.take(input);
            return true;
        }
        int trailing =
                stream.trailer.lengthAt(
                        input.array(), input.position(), input.limit(), receiver.format());
        if (trailing == Trailer.UNDECIDED) {
            return false;
        }
        if (trailing == Trailer.WRONG) {
            receiver.note(Ending.PAYLOAD);
            broken(ErrorKind.PAYLOAD, "bad payload end");
            receiver.closeAfterReply();
            return true;
        }
        input.consumeTo(input.position() + trailing);
        end().end();
        return true;
    }

    private boolean ended(IncomingPayload stream, Input input) {
        boolean whole = stream.ended.fill(input);
        ErrorKind refusal = stream.ended.refusal();
        if (refusal != null) {
            receiver.note(refusal.ending());
            broken(
                    refusal,
                    refusal == ErrorKind.MEMORY ? "no memory for the payload" : "payload too big");
            receiver.closeAfterReply();
            return true;
        }
        stream.ended.handOn(stream);
        if (!whole) {
            return true;
        }
        if (stream.ended.isBroken()) {
            broken(ErrorKind.PAYLOAD, "bad line end in a payload");
        } else {
            end().end();
        }
        return true;
    }

    private void broken(ErrorKind kind, String what) {
        IncomingPayload stream = end();
        receiver.streamBroken(kind, what);
        stream.fail(new IllegalArgumentException(what));
    }

    /** What was being received is over. */
    IncomingPayload end() {
        IncomingPayload stream = incoming;
        incoming = null;
        stream.release();
        receiver.receiveLines();
        if (suspending) {
            suspending = false;
            receiver.suspend();
        }
        return stream;
    }

    /** The reader of what comes wants more of it, or none. */
    void flows() {
        if (stalled && incoming.wants()) {
            stalled = false;
            receiver.readsOn();
        }
    }

    // ---- what goes

    /** Sends a payload, in front of everything else. */
    void send(OutgoingPayload payload) {
        outgoing = payload;
        payload.begin();
    }

    /** What was being sent is whole. */
    void sent() {
        outgoing = null;
    }

    boolean isSending() {
        return outgoing != null;
    }

    void writable() {
        if (outgoing != null) {
            outgoing.writable();
        }
    }

    // ---- the end

    /** The connection has ended. */
    void lost(Throwable reason) {
        if (outgoing != null) {
            outgoing.stop();
            outgoing = null;
        }
        if (incoming != null) {
            end().fail(reason);
        }
    }
}
