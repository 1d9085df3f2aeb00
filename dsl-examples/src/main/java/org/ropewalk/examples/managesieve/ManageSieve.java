package org.ropewalk.examples.managesieve;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Junk;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.examples.value.Base64Text;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.line.Bytes;

/** ManageSieve (RFC 5804): clients store and check Sieve scripts. The server does not run them. */
@LineProtocol(initial = ManageSieve.Stranger.class, separator = Separator.ONE_SPACE)
@Quoted(specials = "(){", literal = Quoted.Literal.NON_SYNCHRONIZING)
@Errors(
        unknown = @Reply("NO {'\"unknown command\"'}"),
        misplaced = @Reply("NO {'\"not in this state\"'}"),
        unavailable = @Reply("NO {'\"not available\"'}"),
        usage = @Reply("NO \"{usage}\""),
        malformed = @Reply("NO \"{message}\""),
        tooLong = @Reply("NO {'\"the line is too long\"'}"),
        tooBig = @Reply("NO (QUOTA/MAXSIZE) {'\"the script is too large\"'}"),
        failed = @Reply(value = "BYE {'\"internal error {incident}\"'}", close = true),
        busy = @Reply(value = "BYE (TRYLATER) {'\"too many\"'}", close = true),
        timeout = @Reply(value = "BYE {'\"idle for too long\"'}", close = true),
        shutdown = @Reply(value = "BYE (TRYLATER) {'\"server is going down\"'}", close = true),
        refusals = {"NO {*}", "NO", "BYE {*}", "BYE"})
@Limits(idleSeconds = 1800)
public interface ManageSieve {
    /** The largest script, in bytes. */
    int MAX_SIZE = 256 << 10;

    /** Lists what the server can do. */
    @Command("CAPABILITY")
    @Reply(each = "\"{name}\"[ \"{value}\"]", end = "OK {'\"done\"'}")
    List<Capability> capability();

    /** Does nothing; the reply contains the tag. */
    @Junk
    @Command("NOOP[ \"{tag}\"]")
    @Reply("OK[ (TAG \"{tag}\")] {'\"done\"'}")
    void noop(Optional<String> tag);

    /** Ends the session. */
    @Command("LOGOUT")
    @Reply(value = "OK {'\"bye\"'}", close = true)
    void logout();

    /** The user has not logged in. */
    interface Stranger extends ManageSieve {
        /** The capabilities. They are sent again after STARTTLS. */
        @OnConnect
        @Reply(each = "\"{name}\"[ \"{value}\"]", end = "OK {'\"ready\"'}")
        List<Capability> greeting();

        /** Secures the connection. */
        @Command("STARTTLS")
        @Reply("OK {'\"begin TLS\"'}")
        @StartTls(greet = true)
        void startTls();

        /** Logs in with credentials in the same line. */
        @Attempts
        @Blocking
        @Command("AUTHENTICATE \"PLAIN\" \"{credentials}\"")
        @Reply("OK {'\"logged in\"'}")
        Owner plain(@Secret Plain credentials) throws No;

        /** Logs in with credentials in the next line. */
        @Command("AUTHENTICATE \"PLAIN\"")
        Challenge plain() throws No;

        /** Begins to log in without sending the password: the first message in the same line. */
        @Command("AUTHENTICATE \"SCRAM-SHA-256\" \"{message}\"")
        ScramChallenge scram(Base64Text message) throws No;

        /** As the other, with the first message in the next line. */
        @Command("AUTHENTICATE \"SCRAM-SHA-256\"")
        ScramBegin scram() throws No;

        /** Logs in with another mechanism, without a challenge. This server has none. */
        @Command("AUTHENTICATE \"{mechanism}\"[ \"{response}\"]")
        @Reply("OK {'\"logged in\"'}")
        Owner authenticate(Mechanism mechanism, @Secret Optional<String> response) throws No;
    }

    /** A mechanism of SASL that is neither {@code PLAIN} nor {@code SCRAM-SHA-256}. */
    record Mechanism(String name) {
        /** Checks it. */
        public Mechanism {
            if (name.equalsIgnoreCase("PLAIN") || name.equalsIgnoreCase("SCRAM-SHA-256")) {
                throw new IllegalArgumentException("not credentials in base 64");
            }
        }
    }

    /** Asks for the next line; its text is empty. */
    @Reply("\"{text}\"")
    record Challenge(String text, Challenged next) {}

    /** Credentials are awaited. */
    @Once
    interface Challenged {
        /** The credentials. */
        @Attempts
        @Blocking
        @Command("\"{credentials}\"")
        @Reply("OK {'\"logged in\"'}")
        Owner respond(@Secret Plain credentials) throws No;

        /** None. */
        @Command(value = "\"*\"", client = false)
        @Reply("NO {'\"cancelled\"'}")
        void cancel();
    }

    /** Asks for the first message of SCRAM; its text is empty. */
    @Reply("\"{text}\"")
    record ScramBegin(String text, ScramBegun next) {}

    /** The first message of SCRAM is awaited. */
    @Once
    interface ScramBegun {
        /** The message. */
        @Command("\"{message}\"")
        ScramChallenge begin(Base64Text message) throws No;

        /** None. */
        @Command(value = "\"*\"", client = false)
        @Reply("NO {'\"cancelled\"'}")
        void cancel();
    }

    /** The server's first message of SCRAM. */
    @Reply("\"{message}\"")
    record ScramChallenge(Base64Text message, Proving next) {}

    /** The last message of SCRAM is awaited. */
    @Once
    interface Proving {
        /** The proof of the password. */
        @Attempts
        @Blocking
        @Command("\"{proof}\"")
        Proved prove(@Secret Base64Text proof) throws No;

        /** None. */
        @Command(value = "\"*\"", client = false)
        @Reply("NO {'\"cancelled\"'}")
        void cancel();
    }

    /** The user has logged in; the server proves that it knows the password, too. */
    @Reply("OK (SASL \"{proof}\") {'\"logged in\"'}")
    record Proved(Base64Text proof, Owner next) {}

    /** The user has logged in. */
    @Limits(line = 4096, payload = MAX_SIZE)
    interface Owner extends ManageSieve {
        /** Asks whether there is room for a script. */
        @Blocking
        @Command("HAVESPACE \"{name}\" {size}")
        @Reply("OK {'\"there is room\"'}")
        void haveSpace(ScriptName name, long size) throws No;

        /** Stores a script, in place of the one that has the name. */
        @Blocking
        @Command("PUTSCRIPT \"{name}\" \"{script}\"")
        @Reply("OK {'\"stored\"'}")
        void putScript(ScriptName name, Bytes script) throws No;

        /** Checks a script, and does not store it. */
        @Blocking
        @Command("CHECKSCRIPT \"{script}\"")
        @Reply("OK {'\"no errors\"'}")
        void checkScript(Bytes script) throws No;

        /** Lists the scripts. */
        @Blocking
        @Command("LISTSCRIPTS")
        @Reply(each = "\"{name}\"[ ACTIVE]", end = "OK {'\"done\"'}")
        List<Script> listScripts() throws No;

        /** Makes a script the active one; with the empty name, none is active. */
        @Blocking
        @Command("SETACTIVE \"{name}\"")
        @Reply("OK {'\"done\"'}")
        void setActive(String name) throws No;

        /** Returns a script. */
        @Blocking
        @Command("GETSCRIPT \"{name}\"")
        @Reply(value = "\"{}\"", end = "OK {'\"done\"'}")
        Bytes getScript(ScriptName name) throws No;

        /** Deletes a script that is not active. */
        @Blocking
        @Command("DELETESCRIPT \"{name}\"")
        @Reply("OK {'\"deleted\"'}")
        void deleteScript(ScriptName name) throws No;

        /** Gives a script another name. */
        @Blocking
        @Command("RENAMESCRIPT \"{name}\" \"{newName}\"")
        @Reply("OK {'\"renamed\"'}")
        void renameScript(ScriptName name, ScriptName newName) throws No;

        /** Logs out, and keeps the connection. */
        @Command("UNAUTHENTICATE")
        @Reply("OK {'\"logged out\"'}")
        Stranger unauthenticate();
    }

    /** Something that the server can do. */
    record Capability(String name, Optional<String> value) {}

    /** A script in a list. */
    record Script(String name, boolean active) {}

    /** A refusal; the code is for programs, the text for users. */
    @Reply("NO[ ({code}[ \"{argument}\"])][ \"{text}\"]")
    @SuppressWarnings("serial")
    final class No extends Exception {
        private final Optional<String> code;
        private final Optional<String> argument;
        private final Optional<String> text;

        /** A refusal. */
        public No(Optional<String> code, Optional<String> argument, Optional<String> text) {
            super(text.orElse(""), null, false, false);
            this.code = code;
            this.argument = argument;
            this.text = text;
        }

        /** For programs, such as {@code NONEXISTENT}. */
        public Optional<String> code() {
            return code;
        }

        /** What belongs to the code. */
        public Optional<String> argument() {
            return argument;
        }

        /** For users. */
        public Optional<String> text() {
            return text;
        }
    }
}
