package org.ropewalk.it.managesieve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.mail.Scripts;
import org.ropewalk.examples.managesieve.ManageSieveExample;
import org.ropewalk.examples.managesieve.ManageSieveFactory;
import org.ropewalk.examples.managesieve.Policy;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.TlsContext;

/** The example of ManageSieve, by hand: what is answered to right lines and to wrong ones. */
class ManageSieveTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final String CAPABILITIES =
            "\"IMPLEMENTATION\" \"Ropewalk\"\n\"SASL\" \"SCRAM-SHA-256 PLAIN\"\n\"SIEVE\" \"fileinto reject envelope"
                    + " vacation copy relational subaddress comparator-i;ascii-numeric\"\n"
                    + "\"UNAUTHENTICATE\"\n\"VERSION\" \"1.0\"\n";
    private static final Policy SMALL = new Policy(false, new Scripts.Quota(2, 40));
    private static final String NAME_REFUSED = "NO \"a script cannot have this name\"\n";
    private static final String QUOTE_REFUSED =
            "NO \"a word with an unbalanced quote or an unknown escape\"\n";

    @TempDir private Path directory;
    private StringTransport transport;

    @BeforeEach
    void open() {
        transport = new StringTransport().connect(factory(Policy.open()));
    }

    private ManageSieveFactory factory(Policy policy) {
        ManageSieveFactory factory =
                ManageSieveExample.factory(new PostOffice(directory, "secret", false), policy);
        factory.blocking(Runnable::run);
        return factory;
    }

    private String says(String lines) {
        for (byte one : lines.replace("\n", "\r\n").getBytes(UTF_8)) {
            transport.deliver(new byte[] {one});
        }
        transport.runTurns();
        String text = new String(transport.value(), UTF_8).replace("\r\n", "\n");
        transport.clear();
        return text;
    }

    private static String credentials(String as, String user, String password) {
        return Base64.getEncoder()
                .encodeToString((as + '\0' + user + '\0' + password).getBytes(UTF_8));
    }

    private static String plain(String as, String user, String password) {
        return "AUTHENTICATE \"PLAIN\" \"" + credentials(as, user, password) + "\"\n";
    }

    private void logIn() {
        says(plain("", "ann", "secret"));
    }

    private static String put(String name, String script) {
        int length = script.replace("\n", "\r\n").length();
        return "PUTSCRIPT \"" + name + "\" {" + length + "+}\n" + script + "\n";
    }

    @Test
    void theGreetingHasTheCapabilities() {
        assertThat(says("")).isEqualTo(CAPABILITIES + "OK \"ready\"\n");
        assertThat(says("capability\n")).isEqualTo(CAPABILITIES + "OK \"done\"\n");
        assertThat(says("LISTSCRIPTS\n")).isEqualTo("NO \"not in this state\"\n");
        assertThat(says("LOGOUT\n")).isEqualTo("OK \"bye\"\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void aUserLogsInInOneLineOrInTwo() {
        says("");
        assertThat(says(plain("", "ann", "secret"))).isEqualTo("OK \"logged in\"\n");
        assertThat(says("CAPABILITY\n"))
                .isEqualTo(CAPABILITIES + "\"OWNER\" \"ann\"\nOK \"done\"\n");
        assertThat(says(plain("", "ann", "secret"))).isEqualTo("NO \"not in this state\"\n");
        assertThat(says("UNAUTHENTICATE\nCAPABILITY\n"))
                .isEqualTo("OK \"logged out\"\n" + CAPABILITIES + "OK \"done\"\n");
        String secret = credentials("", "ann", "secret");
        assertThat(says("AUTHENTICATE \"plain\"\n")).isEqualTo("\"\"\n");
        assertThat(says("\"" + secret + "\"\n")).isEqualTo("OK \"logged in\"\n");
        says("UNAUTHENTICATE\n");
        String literal = "{" + secret.length() + "+}\n" + secret + "\n";
        assertThat(says("AUTHENTICATE \"PLAIN\"\n" + literal))
                .isEqualTo("\"\"\nOK \"logged in\"\n");
        says("UNAUTHENTICATE\n");
        assertThat(says("AUTHENTICATE \"PLAIN\" " + literal)).isEqualTo("OK \"logged in\"\n");
    }

    @Test
    void aUserLogsInWithoutSendingThePassword() throws Exception {
        says("");
        String challenge = says("AUTHENTICATE \"SCRAM-SHA-256\" " + quoted("n,,n=ann,r=abc"));
        Exchange exchange = Exchange.of(challenge, "n=ann,r=abc", "secret");
        assertThat(says(quoted(exchange.last())))
                .isEqualTo(
                        "OK (SASL " + quoted(exchange.signature()).strip() + ") \"logged in\"\n");
        assertThat(says("UNAUTHENTICATE\n")).isEqualTo("OK \"logged out\"\n");

        assertThat(says("AUTHENTICATE \"scram-sha-256\"\n")).isEqualTo("\"\"\n");
        exchange = Exchange.of(says(quoted("n,,n=ann,r=x")), "n=ann,r=x", "secret");
        assertThat(says(quoted(exchange.last()))).startsWith("OK (SASL ");
    }

    @Test
    void aWrongExchangeOfScramIsRefused() throws Exception {
        says("");
        String begin = "AUTHENTICATE \"SCRAM-SHA-256\" ";
        assertThat(says(begin + quoted("p=x,,n=ann,r=abc") + begin + "\"x\"\n"))
                .isEqualTo(
                        "NO \"not a first message of SCRAM\"\nNO \"not credentials in base 64\"\n");
        assertThat(says(begin + quoted("n,,n=ann,r=abc") + "\"*\"\nNOOP\n"))
                .endsWith("\nNO \"cancelled\"\nOK \"done\"\n");
        Exchange exchange =
                Exchange.of(says(begin + quoted("n,,n=ann,r=abc")), "n=ann,r=abc", "guess");
        says(quoted(exchange.last()));
        transport.advance(Duration.ofSeconds(1));
        assertThat(says("")).isEqualTo("NO \"no such user, or another password\"\n");
        assertThat(says(quoted(exchange.last()))).isEqualTo("NO \"unknown command\"\n");
    }

    @Test
    void aNameOfScramIsOfAscii() {
        says("");
        assertThat(says("AUTHENTICATE \"SCRAM-SHA-256\" " + quoted("n,,n=\u00e4nn,r=abc")))
                .isEqualTo("NO \"SCRAM is only for names and passwords of ASCII: use PLAIN\"\n");
    }

    @Test
    void aPasswordOfScramIsOfAscii() {
        transport =
                new StringTransport()
                        .connect(
                                ManageSieveExample.factory(
                                        new PostOffice(directory, "s\u00e4cret", false),
                                        Policy.open()));
        says("");
        assertThat(says("AUTHENTICATE \"SCRAM-SHA-256\" " + quoted("n,,n=ann,r=abc")))
                .isEqualTo("NO \"SCRAM is only for names and passwords of ASCII: use PLAIN\"\n");
    }

    private static String quoted(String message) {
        return '"' + Base64.getEncoder().encodeToString(message.getBytes(UTF_8)) + "\"\n";
    }

    /** A client's last message of SCRAM, and what the server must answer. */
    private record Exchange(String last, String signature) {
        static Exchange of(String line, String first, String password) throws Exception {
            String challenge =
                    new String(Base64.getDecoder().decode(line.strip().replace("\"", "")), UTF_8);
            String[] parts = challenge.split(",", -1);
            String open = "c=biws," + parts[0];
            byte[] proved = (first + "," + challenge + "," + open).getBytes(UTF_8);
            byte[] salted =
                    salted(
                            password.getBytes(UTF_8),
                            Base64.getDecoder().decode(parts[1].substring(2)),
                            Integer.parseInt(parts[2].substring(2)));
            byte[] key = hmac(salted, "Client Key".getBytes(UTF_8));
            byte[] proof = xor(key, hmac(MessageDigest.getInstance("SHA-256").digest(key), proved));
            byte[] signature = hmac(hmac(salted, "Server Key".getBytes(UTF_8)), proved);
            Base64.Encoder encoder = Base64.getEncoder();
            return new Exchange(
                    open + ",p=" + encoder.encodeToString(proof),
                    "v=" + encoder.encodeToString(signature));
        }

        private static byte[] salted(byte[] password, byte[] salt, int iterations)
                throws Exception {
            byte[] last =
                    hmac(
                            password,
                            ByteBuffer.allocate(salt.length + 4).put(salt).putInt(1).array());
            byte[] sum = last;
            for (int i = 1; i < iterations; i++) {
                last = hmac(password, last);
                sum = xor(sum, last);
            }
            return sum;
        }

        private static byte[] xor(byte[] one, byte[] other) {
            byte[] both = one.clone();
            for (int i = 0; i < both.length; i++) {
                both[i] ^= other[i];
            }
            return both;
        }

        private static byte[] hmac(byte[] key, byte[] text) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        }
    }

    @Test
    void aLoginMayBeCancelledOrRefused() {
        says("");
        assertThat(says("AUTHENTICATE \"PLAIN\"\n\"*\"\nNOOP\n"))
                .isEqualTo("\"\"\nNO \"cancelled\"\nOK \"done\"\n");
        assertThat(says("AUTHENTICATE \"PLAIN\"\n\"x\"\n")).isEqualTo("\"\"\nNO \"not base 64\"\n");
        assertThat(says("AUTHENTICATE \"PLAIN\" \"x\"\nAUTHENTICATE \"PLAIN\" \"eA==\"\n"))
                .isEqualTo("NO \"not credentials in base 64\"\n".repeat(2));
        assertThat(says("AUTHENTICATE \"GSSAPI\" \"YII=\"\nAUTHENTICATE \"EXTERNAL\"\n"))
                .isEqualTo("NO \"unknown mechanism\"\nNO \"unknown mechanism\"\n");
        assertThat(says(plain("", "ann", "guess"))).isEmpty();
        transport.advance(Duration.ofSeconds(1));
        assertThat(says("")).isEqualTo("NO \"no such user, or another password\"\n");
        says(plain("bob", "ann", "secret"));
        transport.advance(Duration.ofSeconds(1));
        assertThat(says("")).isEqualTo("NO \"no such user, or another password\"\n");
        says(plain("", "../ann", "secret"));
        transport.advance(Duration.ofSeconds(1));
        assertThat(says(""))
                .isEqualTo(
                        "NO \"no such user, or another password\"\nBYE (TRYLATER) \"too many\"\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void aPasswordMayNeedTls() {
        ManageSieveFactory factory = factory(new Policy(true, Policy.open().quota()));
        factory.tls(TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key")));
        transport = new StringTransport().connect(factory);
        assertThat(says("")).contains("\"SASL\" \"\"\n").contains("\"STARTTLS\"\n");
        assertThat(says("AUTHENTICATE \"PLAIN\"\n"))
                .isEqualTo("NO (ENCRYPT-NEEDED) \"use STARTTLS first\"\n");
        says(plain("", "ann", "secret"));
        transport.advance(Duration.ofSeconds(1));
        assertThat(says("")).isEqualTo("NO (ENCRYPT-NEEDED) \"use STARTTLS first\"\n");
    }

    @Test
    void withoutTlsThereIsNoStartTls() {
        says("");
        assertThat(says("STARTTLS\n")).isEqualTo("NO \"not available\"\n");
    }

    @Test
    void noopRepeatsItsTag() {
        says("");
        assertThat(says("NOOP\nNOOP \"a b\"\nNOOP {4+}\na\nb\n"))
                .isEqualTo("OK \"done\"\nOK (TAG \"a b\") \"done\"\nOK (TAG {4}\na\nb) \"done\"\n");
    }

    @Test
    void scriptsAreStoredListedAndRead() {
        logIn();
        assertThat(says("LISTSCRIPTS\n")).isEqualTo("OK \"done\"\n");
        assertThat(says(put("one", "keep;\n") + put("\u00fcber \\\"2\\\"", "discard;\nstop;\n")))
                .isEqualTo("OK \"stored\"\nOK \"stored\"\n");
        assertThat(says("SETACTIVE \"one\"\n")).isEqualTo("OK \"done\"\n");
        assertThat(says("LISTSCRIPTS\n"))
                .isEqualTo("\"one\" ACTIVE\n\"\u00fcber \\\"2\\\"\"\nOK \"done\"\n");
        assertThat(says("GETSCRIPT \"\u00fcber \\\"2\\\"\"\n"))
                .isEqualTo("{17}\ndiscard;\nstop;\n\nOK \"done\"\n");
        assertThat(says("PUTSCRIPT {3+}\none \"stop;\"\nGETSCRIPT \"one\"\nLISTSCRIPTS\n"))
                .isEqualTo(
                        "OK \"stored\"\n\"stop;\"\nOK \"done\"\n"
                                + "\"one\" ACTIVE\n\"\u00fcber \\\"2\\\"\"\nOK \"done\"\n");
    }

    /** RFC 5804 4: a string of more than 1024 bytes is a literal. */
    @Test
    void aLongScriptIsALiteral() {
        logIn();
        String script = "# " + "x".repeat(1100);
        assertThat(says("PUTSCRIPT \"a\" \"" + script + "\"\n")).isEqualTo("OK \"stored\"\n");
        assertThat(says("GETSCRIPT \"a\"\n")).isEqualTo("{1102}\n" + script + "\nOK \"done\"\n");
    }

    @Test
    void oneScriptAtMostIsActive() {
        logIn();
        says(put("a", "keep;") + put("b", "stop;") + "SETACTIVE \"a\"\nSETACTIVE \"b\"\n");
        assertThat(says("LISTSCRIPTS\n")).isEqualTo("\"a\"\n\"b\" ACTIVE\nOK \"done\"\n");
        assertThat(says("SETACTIVE \"c\"\nDELETESCRIPT \"b\"\n"))
                .isEqualTo(
                        "NO (NONEXISTENT) \"there is no such script\"\nNO (ACTIVE) \"the script is active\"\n");
        assertThat(says("SETACTIVE \"\"\nLISTSCRIPTS\nDELETESCRIPT \"b\"\nLISTSCRIPTS\n"))
                .isEqualTo(
                        "OK \"done\"\n\"a\"\n\"b\"\nOK \"done\"\nOK \"deleted\"\n\"a\"\nOK \"done\"\n");
    }

    @Test
    void aScriptIsRenamed() {
        logIn();
        says(put("a", "keep;") + put("b", "stop;") + "SETACTIVE \"a\"\n");
        assertThat(says("RENAMESCRIPT \"a\" \"b\"\nRENAMESCRIPT \"c\" \"d\"\n"))
                .isEqualTo(
                        "NO (ALREADYEXISTS) \"there is a script of that name\"\n"
                                + "NO (NONEXISTENT) \"there is no such script\"\n");
        assertThat(
                        says(
                                "RENAMESCRIPT \"a\" \"c\"\nLISTSCRIPTS\nGETSCRIPT \"a\"\nGETSCRIPT \"c\"\n"))
                .isEqualTo(
                        "OK \"renamed\"\n\"c\" ACTIVE\n\"b\"\nOK \"done\"\n"
                                + "NO (NONEXISTENT) \"there is no such script\"\n\"keep;\"\nOK \"done\"\n");
    }

    @Test
    void aScriptIsChecked() {
        logIn();
        assertThat(says("CHECKSCRIPT \"keep;\"\nCHECKSCRIPT {11+}\nkeep;\nfly;\n"))
                .isEqualTo("OK \"no errors\"\nNO \"line 2: unknown command \\\"fly\\\"\"\n");
        assertThat(says(put("a", "if true {\nkeep;\n")))
                .isEqualTo("NO \"line 1: a block without its '}'\"\n");
        assertThat(says("LISTSCRIPTS\n")).isEqualTo("OK \"done\"\n");
    }

    @Test
    void scriptsOverTheirQuotaAreRefused() {
        transport = new StringTransport().connect(factory(SMALL));
        logIn();
        assertThat(says("HAVESPACE \"a\" 40\nHAVESPACE \"a\" 41\nHAVESPACE \"a\" 300000\n"))
                .isEqualTo(
                        "OK \"there is room\"\nNO (QUOTA) \"the scripts are too large together\"\n"
                                + "NO (QUOTA/MAXSIZE) \"a script has at most 262144 bytes\"\n");
        says(put("a", "keep; # 89 123456789") + put("b", "keep;"));
        assertThat(says(put("c", "keep;") + "HAVESPACE \"c\" 1\n"))
                .isEqualTo(
                        "NO (QUOTA/MAXSCRIPTS) \"there are too many scripts\"\n"
                                + "NO (QUOTA/MAXSCRIPTS) \"there are too many scripts\"\n");
        assertThat(says(put("b", "keep; # 89 1234567890") + put("b", "keep; # 89 123456789")))
                .isEqualTo("NO (QUOTA) \"the scripts are too large together\"\nOK \"stored\"\n");
        assertThat(says(put("b", "x".repeat(262_145)) + "NOOP\n"))
                .isEqualTo("NO (QUOTA/MAXSIZE) \"the script is too large\"\nOK \"done\"\n");
        assertThat(says("HAVESPACE \"a\" 99999999999999999999\nHAVESPACE \"a\" -1\n"))
                .isEqualTo("NO \"number out of range\"\nNO \"no number of bytes\"\n");
    }

    @Test
    void aLiteralFarOverTheLimitEndsTheSession() {
        logIn();
        assertThat(says("PUTSCRIPT \"a\" {9999999999+}\n"))
                .isEqualTo("NO (QUOTA/MAXSIZE) \"the script is too large\"\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    /** A stranger cannot make the server read much. */
    @Test
    void aLiteralBeforeTheLoginIsBounded() {
        says("");
        assertThat(says("PUTSCRIPT \"a\" {5+}\nkeep;\nNOOP\n"))
                .isEqualTo("NO \"not in this state\"\nOK \"done\"\n");
        assertThat(says("AUTHENTICATE \"PLAIN\" {20000+}\n" + "A".repeat(20_000) + "\nNOOP\n"))
                .isEqualTo("NO (QUOTA/MAXSIZE) \"the script is too large\"\nOK \"done\"\n");
    }

    @Test
    void wrongWordsAreRefused() {
        logIn();
        for (String word :
                new String[] {"\"a", "\"a\\n\"", "a\"b\"", "{-1+}", "{1", "{}", "{x+}", "{1+}x"}) {
            assertThat(says("GETSCRIPT " + word + "\nNOOP\n"))
                    .as(word)
                    .startsWith("NO \"")
                    .endsWith("\"\nOK \"done\"\n");
        }
        assertThat(says("GETSCRIPT \"a\nGETSCRIPT \"a\\n\"\n"))
                .isEqualTo(QUOTE_REFUSED + QUOTE_REFUSED);
        assertThat(says("GETSCRIPT\n")).isEqualTo("NO \"GETSCRIPT \\\"<name>\\\"\"\n");
        assertThat(says("FLY\nLISTSCRIPTS \"a\"\n"))
                .isEqualTo("NO \"unknown command\"\nNO \"LISTSCRIPTS\"\n");
    }

    @Test
    void namesAreChecked() {
        logIn();
        for (String name :
                new String[] {
                    "\"../a\"",
                    "\"a/b\"",
                    "\"\"",
                    "\"\u2028\"",
                    "\"\u0085\"",
                    "{3+}\na\0b",
                    "{2+}\n\n",
                    "\"" + "x".repeat(129) + "\""
                }) {
            assertThat(says("GETSCRIPT " + name + "\n")).as(name).isEqualTo(NAME_REFUSED);
            assertThat(says("PUTSCRIPT " + name + " \"keep;\"\n")).isEqualTo(NAME_REFUSED);
            assertThat(says("RENAMESCRIPT \"a\" " + name + "\n")).isEqualTo(NAME_REFUSED);
            says("LISTSCRIPTS\n");
        }
        assertThat(says("GETSCRIPT \"a\tb\"\n")).isEqualTo("NO \"control character\"\n");
        assertThat(says("SETACTIVE \"../a\"\n"))
                .isEqualTo("NO (NONEXISTENT) \"there is no such script\"\n");
        String longest = "\u8a71".repeat(128);
        assertThat(says(put("..", "keep;") + put(longest, "keep;") + "LISTSCRIPTS\n"))
                .isEqualTo(
                        "OK \"stored\"\nOK \"stored\"\n\"..\"\n\"" + longest + "\"\nOK \"done\"\n");
        transport.deliver("GETSCRIPT \"\u00ff\"\r\n".getBytes(ISO_8859_1));
        assertThat(says("")).startsWith("NO \"");
        assertThat(directory.resolve("ann").toFile().list())
                .containsExactlyInAnyOrder("tmp", "new", "cur", "sieve");
    }

    /** Any bytes are answered, or end the session; none make a handler fail. */
    @Test
    void changedBytesAreAnsweredOrEndTheSession() {
        ManageSieveFactory factory = factory(SMALL);
        byte[] lines =
                (plain("", "ann", "secret")
                                + put("a", "keep;\n")
                                + "SETACTIVE \"a\"\nLISTSCRIPTS\nGETSCRIPT \"a\"\nHAVESPACE \"a\" 7\n"
                                + "RENAMESCRIPT \"a\" {1+}\nb\nCHECKSCRIPT \"if true { }\"\n"
                                + "SETACTIVE \"\"\nDELETESCRIPT \"b\"\nNOOP \"x\"\nUNAUTHENTICATE\n"
                                + "AUTHENTICATE \"PLAIN\"\n\"*\"\nCAPABILITY\nLOGOUT\n")
                        .replace("\n", "\r\n")
                        .getBytes(UTF_8);
        Random random = new Random(5804);
        for (int i = 0; i < 400; i++) {
            byte[] changed = lines.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            transport = new StringTransport().connect(factory);
            transport.deliver(changed);
            transport.runTurns();
            transport.advance(Duration.ofSeconds(10));
            assertThat(new String(transport.value(), UTF_8))
                    .as("run %d", i)
                    .startsWith("\"IMPLEMENTATION\"")
                    .doesNotContain("internal error");
        }
    }
}
