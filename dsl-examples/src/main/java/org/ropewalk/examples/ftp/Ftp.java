package org.ropewalk.examples.ftp;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Advertise;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.filter.Telnet;
import org.ropewalk.line.Capabilities;
import org.ropewalk.line.Help;

/** FTP's control connection (RFC 959, 2389, 2428, 3659), without TLS. */
@LineProtocol(initial = Ftp.Stranger.class, continued = "-", filter = Telnet.class)
@Quoted(escape = Quoted.Escape.DOUBLED)
@Errors(
        unknown = @Reply("500 {'command {verb} not understood'}"),
        usage = @Reply("501 {'usage: {usage}'}"),
        malformed = @Reply("501 {'{message}'}"),
        misplaced = @Reply("530 {'log in first'}"),
        timeout = @Reply(value = "421 {'idle for too long'}", close = true),
        shutdown = @Reply(value = "421 {'the server stops'}", close = true),
        busy = @Reply(value = "421 {'too many connections'}", close = true),
        failed = @Reply("451 {'the server failed'}"),
        refusals = {"4{*}", "5{*}"})
@Limits(line = 4096)
public interface Ftp {
    @OnConnect
    @Reply("220 {*}")
    String greeting();

    /** What the server can do. */
    @Command("FEAT")
    @Reply(value = "211-Features:", each = "\\ {*}", end = "211 End")
    default Capabilities feat() {
        return Capabilities.derived();
    }

    /** The commands. */
    @Command("HELP[ {verb}]")
    @Reply(value = "214-Commands:", each = "\\ {usage*}", end = "214 End")
    default List<Help> help(Optional<String> verb) {
        return verb.map(Help::about).orElseGet(Help::derived);
    }

    /** The kind of system, by which clients know the form of lists. */
    @Command("SYST")
    @Reply("215 {*}")
    String syst();

    /** Nothing. */
    @Command("NOOP")
    @Reply("200 {'done'}")
    void noop();

    /** Names are in UTF-8 in any case. */
    @Command("OPTS UTF8[ {on}]")
    @Advertise("UTF8")
    @Reply("200 {'names are in UTF-8'}")
    void utf8(Optional<String> on);

    /** Ends the session. */
    @Command("QUIT")
    @Reply(value = "221 {'bye'}", close = true)
    void quit();

    @OnDisconnect
    void gone();

    /** Nothing is known of the client. */
    interface Stranger extends Ftp {
        /** Names the user. */
        @Command("USER {name*}")
        @Errors(misplaced = @Reply("503 {'you are logged in'}"))
        @Reply("331 {'whose password is it?'}")
        Named user(String name);
    }

    /** The client has named a user. */
    interface Named extends Stranger {
        /** Logs in. */
        @Attempts
        @Command("PASS {password*}")
        @Errors(misplaced = @Reply("503 {'USER must come before'}"))
        @Reply("230 {'logged in'}")
        User pass(@Secret String password) throws Refused;
    }

    /** The client has logged in. */
    interface User extends Ftp {
        /** Where the client is. */
        @Command({"PWD", "XPWD"})
        @Reply("257 \"{*}\" {'is where you are'}")
        String pwd();

        /** Goes to a directory. */
        @Command({"CWD {path*}", "XCWD {path*}"})
        @Reply("250 {'done'}")
        void cwd(String path) throws Refused;

        /** Goes to the directory above. */
        @Command({"CDUP", "XCUP"})
        @Reply("250 {'done'}")
        void cdup() throws Refused;

        /** Makes a directory. */
        @Command({"MKD {path*}", "XMKD {path*}"})
        @Reply("257 \"{*}\" {'created'}")
        String mkd(String path) throws Refused;

        /** Removes an empty directory. */
        @Command({"RMD {path*}", "XRMD {path*}"})
        @Reply("250 {'removed'}")
        void rmd(String path) throws Refused;

        /** Deletes a file. */
        @Command("DELE {path*}")
        @Reply("250 {'deleted'}")
        void dele(String path) throws Refused;

        /** Names what is renamed. */
        @Command("RNFR {path*}")
        @Reply("350 {'to what?'}")
        Renaming rnfr(String path) throws Refused;

        /** The number of bytes of a file. */
        @Command("SIZE {path*}")
        @Advertise("SIZE")
        @Reply("213 {}")
        long size(String path) throws Refused;

        /** When a file was changed. */
        @Command("MDTM {path*}")
        @Advertise("MDTM")
        @Reply("213 {}")
        @Format("yyyyMMddHHmmss[.SSS]")
        LocalDateTime mdtm(String path) throws Refused;

        /** The representation: texts with other line ends, or bytes as they are. */
        @Command("TYPE {type}[ {form}]")
        @Reply("200 {'done'}")
        void type(Type type, Optional<String> form) throws Refused;

        /** The mode of transfers: S, a stream. */
        @Command("MODE {mode}")
        @Reply("200 {'done'}")
        void mode(String mode) throws Refused;

        /** The structure of files: F, none. */
        @Command("STRU {structure}")
        @Reply("200 {'done'}")
        void structure(String structure) throws Refused;

        /** Opens a port for the next transfer. */
        @Command("PASV")
        @Reply("227 {'Entering Passive Mode'} ({})")
        CompletionStage<HostPort> pasv() throws Refused;

        /** Opens a port for the next transfer, at the address of the control connection. */
        @Command("EPSV")
        @Advertise("EPSV")
        @Reply("229 {'Entering Extended Passive Mode'} (|||{}|)")
        CompletionStage<Integer> epsv() throws Refused;

        /** Where the client waits for the next transfer: at its own address only. */
        @Command("PORT {where}")
        @Reply("200 {'done'}")
        void port(HostPort where) throws Refused;

        /** As PORT, with any address. */
        @Command("EPRT {where}")
        @Advertise("EPRT")
        @Reply("200 {'done'}")
        void eprt(Where where) throws Refused;

        /** Where the next file begins. */
        @Command("REST {offset}")
        @Advertise("REST STREAM")
        @Reply("350 {'ready'}")
        void rest(long offset) throws Refused;

        /** Sends a file. */
        @Command("RETR {path*}")
        @Reply(value = "150 {'opening the data connection'}", end = "226 {'done'}")
        @Limits(requestSeconds = Limits.UNLIMITED)
        CompletionStage<Void> retr(String path) throws Refused;

        /** Receives a file. */
        @Command("STOR {path*}")
        @Reply(value = "150 {'opening the data connection'}", end = "226 {'done'}")
        @Limits(requestSeconds = Limits.UNLIMITED)
        CompletionStage<Void> stor(String path) throws Refused;

        /** Receives what is added to a file. */
        @Command("APPE {path*}")
        @Reply(value = "150 {'opening the data connection'}", end = "226 {'done'}")
        @Limits(requestSeconds = Limits.UNLIMITED)
        CompletionStage<Void> appe(String path) throws Refused;

        /** Sends a list for people. */
        @Command("LIST[ {path*}]")
        @Reply(value = "150 {'opening the data connection'}", end = "226 {'done'}")
        @Limits(requestSeconds = Limits.UNLIMITED)
        CompletionStage<Void> list(Optional<String> path) throws Refused;

        /** Sends names. */
        @Command("NLST[ {path*}]")
        @Reply(value = "150 {'opening the data connection'}", end = "226 {'done'}")
        @Limits(requestSeconds = Limits.UNLIMITED)
        CompletionStage<Void> nlst(Optional<String> path) throws Refused;

        /** Sends a list for programs. */
        @Command("MLSD[ {path*}]")
        @Advertise("MLST type*;size*;modify*;")
        @Reply(value = "150 {'opening the data connection'}", end = "226 {'done'}")
        @Limits(requestSeconds = Limits.UNLIMITED)
        CompletionStage<Void> mlsd(Optional<String> path) throws Refused;

        /** Ends the transfer that is under way. */
        @Command(
                value = "ABOR",
                interrupts = {"retr", "stor", "appe", "list", "nlst", "mlsd"})
        @Errors(misplaced = @Reply("226 {'nothing to abort'}"))
        @Reply("226 {'aborted'}")
        void abor();
    }

    /** The name of a file is known, and the next is missing. */
    @Once
    @Errors(
            unknown = @Reply("503 {'RNTO must follow'}"),
            misplaced = @Reply("503 {'RNTO must follow'}"))
    interface Renaming {
        /** Renames. */
        @Command("RNTO {path*}")
        @Errors(misplaced = @Reply("503 {'RNFR must come before'}"))
        @Reply("250 {'renamed'}")
        void rnto(String path) throws Refused;
    }

    /** Representations of data. */
    enum Type {
        @Format("A")
        ASCII,
        @Format("I")
        IMAGE,
        @Format("L")
        LOCAL
    }

    /** An address of IPv4, and a port. */
    @Format("{a},{b},{c},{d},{high},{low}")
    record HostPort(short a, short b, short c, short d, short high, short low) {}

    /** An address and a port. */
    @Format("|{family}|{host}|{port}|")
    record Where(int family, String host, int port) {}

    /** A command is refused. */
    @Reply("{code:3} {message*}")
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        public Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
