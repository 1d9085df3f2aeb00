package org.ropewalk.examples.ftp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.ropewalk.examples.value.Listing;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;

/** One client. Data connections may be on other loops. */
final class Session implements Ftp.Stranger, Ftp.Named, Ftp.User, Ftp.Renaming {
    private static final int ABORTED = 426;
    private static final int NO_CONNECTION = 425;
    private static final int FAILED = 451;
    private static final int NOT_LOGGED_IN = 530;
    private static final int BAD_ARGUMENT = 501;
    private static final int BAD_FAMILY = 522;
    private static final int NOT_THIS_WAY = 504;
    private static final int FORBIDDEN = 550;
    private static final int LEAST_PORT = 1024;
    private static final int MOST_PORT = 65_535;
    private static final int BYTE_BITS = 8;
    private static final int MOST_BYTE = 255;

    private final Reactor reactor;
    private final Tree tree;
    private final String password;
    private final InetAddress client;
    private final InetAddress server;
    private String name = "";
    private boolean mayWrite;
    private String directory = "/";
    private String renamed = "";
    private long offset;

    /** RFC 959 5.1: texts, unless the client says otherwise. */
    private boolean isText = true;

    /** Where the client waits for the next data connection; 0 if it does not. */
    private int activePort;

    private DataChannel channel;
    private CompletableFuture<Void> transfer = CompletableFuture.completedFuture(null);

    Session(Reactor reactor, Tree tree, String password, Peer peer, InetAddress server) {
        this.reactor = reactor;
        this.tree = tree;
        this.password = password;
        this.client =
                peer.address() instanceof InetSocketAddress address
                        ? address.getAddress()
                        : InetAddress.getLoopbackAddress();
        this.server = server;
    }

    @Override
    public String greeting() {
        return "Ropewalk";
    }

    @Override
    public String syst() {
        return "UNIX Type: L8";
    }

    @Override
    public void noop() {}

    @Override
    public void utf8(Optional<String> on) {}

    @Override
    public void quit() {}

    @Override
    public void gone() {
        transfer.completeExceptionally(new Ftp.Refused(ABORTED, "the client is gone"));
        dropChannel();
    }

    // ---- login

    @Override
    public Ftp.Named user(String user) {
        name = user;
        return this;
    }

    @Override
    public Ftp.User pass(String given) throws Ftp.Refused {
        mayWrite = name.equals(FtpExample.USER) && given.equals(password);
        if (!mayWrite && !name.equals("anonymous") && !name.equals("ftp")) {
            throw new Ftp.Refused(NOT_LOGGED_IN, "no such user, or another password");
        }
        return this;
    }

    // ---- files

    private String named(String path) {
        return Tree.absolute(directory, path);
    }

    private String written(String path) throws Ftp.Refused {
        if (!mayWrite) {
            throw new Ftp.Refused(FORBIDDEN, "you may only read");
        }
        return named(path);
    }

    @Override
    public String pwd() {
        return directory.replace("\"", "\"\"");
    }

    @Override
    public void cwd(String path) throws Ftp.Refused {
        String next = named(path);
        tree.requireDirectory(next);
        directory = next;
    }

    @Override
    public void cdup() throws Ftp.Refused {
        cwd("..");
    }

    @Override
    public String mkd(String path) throws Ftp.Refused {
        String made = written(path);
        tree.makeDirectory(made);
        return made.replace("\"", "\"\"");
    }

    @Override
    public void rmd(String path) throws Ftp.Refused {
        tree.removeDirectory(written(path));
    }

    @Override
    public void dele(String path) throws Ftp.Refused {
        tree.delete(written(path));
    }

    @Override
    public Ftp.Renaming rnfr(String path) throws Ftp.Refused {
        renamed = written(path);
        tree.requireThere(renamed);
        return this;
    }

    @Override
    public void rnto(String path) throws Ftp.Refused {
        tree.rename(renamed, written(path));
    }

    @Override
    public long size(String path) throws Ftp.Refused {
        if (isText) {
            throw new Ftp.Refused(FORBIDDEN, "only with TYPE I");
        }
        return tree.size(named(path));
    }

    @Override
    public LocalDateTime mdtm(String path) throws Ftp.Refused {
        return tree.modified(named(path)).withNano(0);
    }

    // ---- how data is moved

    @Override
    public void type(Ftp.Type type, Optional<String> form) throws Ftp.Refused {
        boolean plain =
                type == Ftp.Type.LOCAL
                        ? form.equals(Optional.of("8"))
                        : form.isEmpty() || form.get().equalsIgnoreCase("N");
        if (!plain) {
            throw new Ftp.Refused(NOT_THIS_WAY, "not with this form");
        }
        isText = type == Ftp.Type.ASCII;
        offset = 0;
    }

    @Override
    public void mode(String mode) throws Ftp.Refused {
        if (!mode.equalsIgnoreCase("S")) {
            throw new Ftp.Refused(NOT_THIS_WAY, "only S");
        }
    }

    @Override
    public void structure(String structure) throws Ftp.Refused {
        if (!structure.equalsIgnoreCase("F")) {
            throw new Ftp.Refused(NOT_THIS_WAY, "only F");
        }
    }

    @Override
    public void rest(long from) throws Ftp.Refused {
        if (from < 0) {
            throw new Ftp.Refused(BAD_ARGUMENT, "not a place in a file");
        }
        if (isText) {
            throw new Ftp.Refused(NOT_THIS_WAY, "only with TYPE I");
        }
        offset = from;
    }

    private CompletableFuture<Integer> listen() {
        dropChannel();
        channel = new DataChannel(reactor, client);
        return channel.listen(server);
    }

    private void dropChannel() {
        activePort = 0;
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public CompletionStage<Ftp.HostPort> pasv() throws Ftp.Refused {
        byte[] address = server.getAddress();
        if (address.length != Integer.BYTES) {
            throw new Ftp.Refused(BAD_FAMILY, "use EPSV");
        }
        return listen().thenApply(
                        port ->
                                new Ftp.HostPort(
                                        unsigned(address[0]),
                                        unsigned(address[1]),
                                        unsigned(address[2]),
                                        unsigned(address[3]),
                                        (short) (port >> BYTE_BITS),
                                        unsigned(port.byteValue())));
    }

    private static short unsigned(byte value) {
        return (short) Byte.toUnsignedInt(value);
    }

    @Override
    public CompletionStage<Integer> epsv() {
        return listen();
    }

    @Override
    public void port(Ftp.HostPort where) throws Ftp.Refused {
        if (where.high() < 0
                || where.high() > MOST_BYTE
                || where.low() < 0
                || where.low() > MOST_BYTE) {
            throw new Ftp.Refused(BAD_ARGUMENT, "not a port");
        }
        connectTo(
                where.a() + "." + where.b() + "." + where.c() + "." + where.d(),
                where.high() << BYTE_BITS | where.low());
    }

    @Override
    public void eprt(Ftp.Where where) throws Ftp.Refused {
        if (where.family() != 1 && where.family() != 2) {
            throw new Ftp.Refused(BAD_FAMILY, "use 1 or 2");
        }
        connectTo(where.host(), where.port());
    }

    /** Whether it is the client's address, in one of its forms. */
    private boolean isClient(String host) {
        if (!host.matches("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*")) {
            return host.equals(client.getHostAddress());
        }
        try {
            // Text with a colon is no name: it is not looked up.
            return Arrays.equals(InetAddress.getByName(host).getAddress(), client.getAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Data goes to the client itself only, and to no port of a service. */
    private void connectTo(String host, int port) throws Ftp.Refused {
        if (!isClient(host) || port < LEAST_PORT || port > MOST_PORT) {
            throw new Ftp.Refused(BAD_ARGUMENT, "not a port of yours");
        }
        dropChannel();
        activePort = port;
    }

    // ---- transfers

    @Override
    public CompletionStage<Void> retr(String path) throws Ftp.Refused {
        long from = begin();
        return move(represented(tree.read(named(path), from)), DataConnection::send);
    }

    @Override
    public CompletionStage<Void> stor(String path) throws Ftp.Refused {
        long from = begin();
        return move(represented(tree.write(written(path), from)), DataConnection::receive);
    }

    @Override
    public CompletionStage<Void> appe(String path) throws Ftp.Refused {
        begin();
        return move(represented(tree.append(written(path))), DataConnection::receive);
    }

    @Override
    public CompletionStage<Void> list(Optional<String> path) throws Ftp.Refused {
        return list(path, Listing.LONG);
    }

    @Override
    public CompletionStage<Void> nlst(Optional<String> path) throws Ftp.Refused {
        return list(path, Listing.NAMES);
    }

    @Override
    public CompletionStage<Void> mlsd(Optional<String> path) throws Ftp.Refused {
        return list(path, Listing.FACTS);
    }

    /** Many clients send options of ls, which are ignored. */
    private CompletionStage<Void> list(Optional<String> path, Listing listing) throws Ftp.Refused {
        begin();
        String which = path.orElse("").replaceFirst("^-\\S*\\s*", "");
        return move(tree.list(named(which), listing), DataConnection::send);
    }

    private Content represented(Content file) {
        return isText ? new Content.OfLines(file) : file;
    }

    /** Begins a transfer: the offset, which is that of no other. */
    private long begin() throws Ftp.Refused {
        long from = offset;
        offset = 0;
        if (channel == null && activePort == 0) {
            throw new Ftp.Refused(NO_CONNECTION, "send PASV, EPSV, PORT or EPRT before");
        }
        return from;
    }

    private CompletionStage<Void> move(
            Content content, BiFunction<DataConnection, Content, CompletableFuture<Void>> how) {
        if (activePort != 0) {
            channel = new DataChannel(reactor, client);
            channel.connect(activePort);
        }
        CompletableFuture<Void> moved = new CompletableFuture<>();
        transfer = moved;
        DataChannel used = channel;
        used.connection()
                .whenComplete(
                        (made, failure) -> {
                            if (failure != null) {
                                close(content);
                            }
                        })
                .thenCompose(made -> how.apply(made, content))
                .whenComplete(
                        (nothing, failure) -> {
                            if (failure == null) {
                                moved.complete(null);
                            } else {
                                moved.completeExceptionally(refusal(failure));
                            }
                        });
        channel = null;
        activePort = 0;
        moved.whenComplete((nothing, failure) -> used.close());
        return moved;
    }

    private static void close(Content content) {
        try {
            content.close();
        } catch (java.io.IOException e) {
            // Nothing was moved.
        }
    }

    private static Throwable refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof Ftp.Refused) {
            return cause;
        }
        return cause instanceof java.io.IOException
                ? new Ftp.Refused(ABORTED, "the data connection was lost, or the disk is full")
                : new Ftp.Refused(FAILED, "the server failed");
    }

    @Override
    public void abor() {
        transfer.completeExceptionally(new Ftp.Refused(ABORTED, "aborted"));
    }
}
