package org.ropewalk.examples.ftp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * One data connection. Sends or receives a content piece by piece, no faster than the network and
 * the disk take it; the disk is used on threads of the reactor's pool.
 */
final class DataConnection extends Protocol {
    /** How long a client may send nothing. */
    private static final Duration STALL = Duration.ofSeconds(60);

    private final Reactor reactor;
    private final CompletableFuture<DataConnection> made;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Loop loop;
    private Content content;
    private boolean sends;

    /** Whether a thread of the pool has the content. */
    private boolean busy;

    private boolean closed;
    private boolean whole;

    DataConnection(Reactor reactor, CompletableFuture<DataConnection> made) {
        this.reactor = reactor;
        this.made = made;
    }

    // ---- any thread

    /** Sends {@code content} and closes it; the future completes when the client has it. */
    CompletableFuture<Void> send(Content toSend) {
        return begin(toSend, true);
    }

    /** Receives {@code content} and closes it; the future completes when it is stored. */
    CompletableFuture<Void> receive(Content toReceive) {
        return begin(toReceive, false);
    }

    private CompletableFuture<Void> begin(Content moved, boolean sending) {
        boolean runs =
                loop.callFromThread(
                        () -> {
                            content = moved;
                            sends = sending;
                            if (closed) {
                                end(new IOException("the data connection was lost"));
                            } else if (sending) {
                                more();
                            } else {
                                transport().setTimeout(STALL);
                            }
                            transport().resumeReading();
                        });
        if (!runs) {
            close(moved);
            done.completeExceptionally(new IOException("the server stops"));
        }
        return done;
    }

    /** Ends it; what was not sent is lost. */
    void abort() {
        loop.callFromThread(() -> transport().abortConnection());
    }

    // ---- on its loop

    @Override
    protected void connectionMade() {
        loop = transport().loop();
        transport().pauseReading();
        if (!made.complete(this)) {
            transport().abortConnection();
        }
    }

    @Override
    public void writable() {
        more();
    }

    private void more() {
        if (sends && !busy && !whole && !closed && transport().isWritable()) {
            busy = true;
            reactor.deferToThread(content::next)
                    .whenComplete((piece, failure) -> onLoop(() -> read(piece, failure)));
        }
    }

    private void read(byte[] piece, Throwable failure) {
        busy = false;
        if (failure != null || closed) {
            end(failure == null ? new IOException("the data connection was lost") : failure);
        } else if (piece.length > 0) {
            transport().write(piece);
            more();
        } else {
            whole = true;
            transport().loseConnection();
        }
    }

    @Override
    protected void dataReceived(byte[] data) {
        if (sends) {
            return;
        }
        busy = true;
        transport().resetTimeout();
        transport().pauseReading();
        reactor.deferToThread(
                        () -> {
                            content.take(data);
                            return null;
                        })
                .whenComplete((nothing, failure) -> onLoop(() -> stored(failure)));
    }

    private void stored(Throwable failure) {
        busy = false;
        if (failure != null || closed) {
            end(failure == null ? new IOException("the data connection was lost") : failure);
        } else {
            transport().resumeReading();
        }
    }

    @Override
    public void readConnectionLost() {
        if (!sends) {
            whole = true;
            transport().loseConnection();
        }
    }

    @Override
    public void timeoutConnection() {
        transport().abortConnection();
    }

    @Override
    protected void connectionLost(Throwable reason) {
        closed = true;
        made.completeExceptionally(reason);
        if (content != null && !busy) {
            boolean complete = whole && (reason instanceof ConnectionDone || !sends);
            end(complete ? null : new IOException("the data connection was lost"));
        }
    }

    private void end(Throwable failure) {
        if (!closed) {
            transport().abortConnection();
        }
        Content ended = content;
        reactor.deferToThread(
                        () -> {
                            ended.close();
                            return null;
                        })
                .whenComplete(
                        (nothing, late) -> {
                            if (failure != null || late != null) {
                                done.completeExceptionally(failure == null ? late : failure);
                            } else {
                                done.complete(null);
                            }
                        });
    }

    private void onLoop(Runnable call) {
        if (!loop.callFromThread(call)) {
            close(content);
            done.completeExceptionally(new IOException("the server stops"));
        }
    }

    private static void close(Content content) {
        try {
            content.close();
        } catch (IOException e) {
            // The server stops.
        }
    }
}
