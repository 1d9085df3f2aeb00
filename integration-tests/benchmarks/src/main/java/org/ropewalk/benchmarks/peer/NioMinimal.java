package org.ropewalk.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * What plain NIO can reach: one selector thread, one shared read buffer, one write per ready
 * connection. usage: NioMinimal PORT. Variations as system properties: keys=consumer|set,
 * buf=direct|heap, share=true|false (per-connection read buffers), batch=true|false (one write per
 * feed or one per reply), spin=N (selectNow calls before a blocking select), stringKeys=true|false
 * (see BytesSession).
 */
public final class NioMinimal implements Consumer<SelectionKey> {
    private static final boolean CONSUMER = !"set".equals(System.getProperty("keys"));
    private static final boolean DIRECT = !"heap".equals(System.getProperty("buf"));
    private static final boolean SHARE = !"false".equals(System.getProperty("share"));
    private static final boolean BATCH = !"false".equals(System.getProperty("batch"));
    private static final int SPIN = Integer.getInteger("spin", 0);
    private static final int SIZE = Integer.getInteger("size", 64 * 1024);

    private static final class Conn {
        byte[] rest; // input bytes of a request that is not whole yet
        ByteBuffer unsent; // output that the socket did not take
        ByteBuffer own; // only with share=false
    }

    private final BytesSession session = new BytesSession();
    private final ByteBuffer read = allocate();
    private final ByteBuffer write = DIRECT ? ByteBuffer.allocateDirect(1 << 20) : null;
    private final byte[] in = new byte[4 << 20];
    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();

    private NioMinimal(int port) throws IOException {
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws IOException {
        new NioMinimal(Integer.parseInt(args[0])).loop();
    }

    private static ByteBuffer allocate() {
        return DIRECT ? ByteBuffer.allocateDirect(SIZE) : ByteBuffer.allocate(SIZE);
    }

    private void loop() throws IOException {
        for (; ; ) {
            if (CONSUMER) {
                int n = 0;
                for (int i = 0; i < SPIN && n == 0; i++) {
                    n = selector.selectNow(this);
                }
                if (n == 0) {
                    selector.select(this, 0);
                }
            } else {
                int n = 0;
                for (int i = 0; i < SPIN && n == 0; i++) {
                    n = selector.selectNow();
                }
                if (n == 0) {
                    selector.select();
                }
                for (Iterator<SelectionKey> i = selector.selectedKeys().iterator(); i.hasNext(); ) {
                    SelectionKey k = i.next();
                    i.remove();
                    accept(k);
                }
            }
        }
    }

    @Override
    public void accept(SelectionKey key) {
        try {
            if (key.attachment() == null) {
                for (SocketChannel ch; (ch = server.accept()) != null; ) {
                    ch.configureBlocking(false);
                    ch.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    ch.register(selector, SelectionKey.OP_READ, new Conn());
                }
                return;
            }
            serve(key, (SocketChannel) key.channel(), (Conn) key.attachment());
        } catch (IOException e) {
            close(key);
        } finally {
            session.outLen =
                    0; // also after a failed write: the next connection must not get these bytes
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException ignored) {
            // nothing is left to do for this connection
        }
    }

    private void serve(SelectionKey key, SocketChannel ch, Conn c) throws IOException {
        if (c.unsent != null) {
            ch.write(c.unsent);
            if (c.unsent.hasRemaining()) {
                return;
            }
            c.unsent = null;
            key.interestOps(SelectionKey.OP_READ);
        }
        ByteBuffer b = SHARE ? read : c.own == null ? c.own = allocate() : c.own;
        b.clear();
        int n = ch.read(b);
        if (n <= 0) {
            if (n < 0) {
                close(key);
            }
            return;
        }
        byte[] bytes;
        int have = 0;
        if (c.rest == null && !DIRECT) {
            bytes = b.array();
        } else {
            bytes = in;
            if (c.rest != null) {
                have = c.rest.length;
                System.arraycopy(c.rest, 0, in, 0, have);
            }
            b.flip();
            b.get(in, have, n);
        }
        int total = have + n;
        int used = session.feed(bytes, 0, total);
        c.rest = used == total ? null : Arrays.copyOfRange(bytes, used, total);
        if (session.outLen > 0) {
            if (BATCH) {
                send(key, ch, c, session.out, 0, session.outLen);
            } else {
                int from = 0;
                for (int i = 0; i < session.outLen; i++) {
                    if (session.out[i] == '\n') {
                        send(key, ch, c, session.out, from, i + 1);
                        from = i + 1;
                    }
                }
            }
        }
    }

    private void send(SelectionKey key, SocketChannel ch, Conn c, byte[] bytes, int from, int to)
            throws IOException {
        ByteBuffer w;
        if (c.unsent != null) {
            ByteBuffer more =
                    ByteBuffer.allocate(c.unsent.remaining() + to - from)
                            .put(c.unsent)
                            .put(bytes, from, to - from);
            c.unsent = more.flip();
            return;
        }
        if (DIRECT && to - from <= write.capacity()) {
            w = write.clear().put(bytes, from, to - from).flip();
        } else {
            w = ByteBuffer.wrap(bytes, from, to - from);
        }
        ch.write(w);
        if (w.hasRemaining()) {
            c.unsent = ByteBuffer.allocate(w.remaining()).put(w).flip();
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }
}
