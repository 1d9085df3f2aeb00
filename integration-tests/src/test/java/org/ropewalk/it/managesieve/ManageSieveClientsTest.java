package org.ropewalk.it.managesieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.mail.Scripts;
import org.ropewalk.examples.managesieve.ManageSieveExample;
import org.ropewalk.examples.managesieve.ManageSieveFactory;
import org.ropewalk.examples.managesieve.Policy;
import org.ropewalk.examples.value.StoredScript;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.tls.TlsContext;

/** The example of ManageSieve with clients that others wrote. */
class ManageSieveClientsTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final String SCRIPT =
            "require \"fileinto\";\nif header \"subject\" \"\u00fcber\" { fileinto \"x\"; }\n";

    @TempDir private Path directory;
    private Scripts scripts;
    private Served served;

    private void start(boolean tls) {
        PostOffice office = new PostOffice(directory.resolve("mail"), "secret", false);
        scripts = office.scripts("ann", Policy.open().quota()).orElseThrow();
        served =
                new Served(
                        reactor -> {
                            ManageSieveFactory factory =
                                    ManageSieveExample.factory(
                                            office, new Policy(tls, Policy.open().quota()));
                            if (tls) {
                                factory.tls(
                                        TlsContext.server(
                                                TLS.resolve("server.pem"),
                                                TLS.resolve("server.key")));
                            }
                            return factory;
                        });
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private String sieveConnect(int status, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of("sieve-connect", "--server", "127.0.0.1", "--nosrv", "--port"));
        command.addAll(List.of(String.valueOf(served.port()), "--user", "ann"));
        command.addAll(List.of("--passwordfd", "0"));
        command.addAll(List.of(arguments));
        return Programs.run(directory, "secret\n", command, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--notlsverify", "--clearchan"})
    void sieveConnectStoresActivatesReadsAndDeletes(String channel) throws Exception {
        start(channel.equals("--notlsverify"));
        Path local = Files.writeString(directory.resolve("one.sieve"), SCRIPT);
        Path wrong = Files.writeString(directory.resolve("wrong.sieve"), "keep;\nfly;\n");
        sieveConnect(0, channel, "--localsieve", "one.sieve", "--remotesieve", "one", "--upload");
        assertThat(scripts.text("one").map(Bytes::toString)).hasValue(SCRIPT);
        assertThat(sieveConnect(0, channel, "--list")).isEqualTo("\"one\"\n");
        sieveConnect(0, channel, "--remotesieve", "one", "--activate");
        assertThat(sieveConnect(0, channel, "--list")).isEqualTo("\"one\" ACTIVE\n");
        sieveConnect(0, channel, "--localsieve", local.toString(), "--checkscript");
        assertThat(sieveConnect(1, channel, "--localsieve", wrong.toString(), "--checkscript"))
                .contains("line 2: unknown command");
        sieveConnect(0, channel, "--localsieve", "two", "--remotesieve", "one", "--download");
        assertThat(directory.resolve("two")).content().isEqualToIgnoringNewLines(SCRIPT);
        assertThat(sieveConnect(1, channel, "--remotesieve", "one", "--delete"))
                .contains("NO (ACTIVE)");
        sieveConnect(0, channel, "--deactivate");
        sieveConnect(0, channel, "--remotesieve", "one", "--delete");
        assertThat(scripts.list()).isEmpty();
    }

    /** Each side proves to the other that it knows the password. */
    @ParameterizedTest
    @CsvSource({"secret, OK 0", "guess, NO"})
    void gsaslLogsInWithScram(String password, String outcome) throws Exception {
        start(false);
        Path program =
                Files.writeString(
                        directory.resolve("scram.py"),
                        """
                        import socket, subprocess, sys
                        program, port, password = sys.argv[1:]
                        connection = socket.create_connection(("127.0.0.1", int(port)))
                        lines = connection.makefile("r", encoding="utf-8")
                        while not lines.readline().startswith("OK"):
                            pass
                        client = subprocess.Popen(
                            [program, "--quiet", "--client", "--mechanism=SCRAM-SHA-256", "--no-cb",
                             "--authentication-id=ann", "--password=" + password],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, text=True)
                        assert client.stdout.readline() == "SCRAM-SHA-256\\n"
                        def message():
                            return client.stdout.readline().strip()
                        def give(data):
                            client.stdin.write(data + "\\n")
                            client.stdin.flush()
                        connection.sendall(f'AUTHENTICATE "SCRAM-SHA-256" "{message()}"\\r\\n'.encode())
                        give(lines.readline().strip().strip('"'))
                        connection.sendall(f'"{message()}"\\r\\n'.encode())
                        answer = lines.readline().strip()
                        print(answer.split()[0])
                        if answer.startswith("OK"):
                            give(answer.split('"')[1])
                            give("")
                            client.communicate()
                            print(client.returncode)
                        client.kill()
                        """);
        String gsasl = Programs.find("gsasl").toString();
        String port = String.valueOf(served.port());
        String printed = Programs.run("python3", program.toString(), gsasl, port, password);
        assertThat(printed.lines()).containsExactly(outcome.split(" "));
    }

    @Test
    void pythonsSievelibStoresRenamesAndDeletes() throws Exception {
        start(false);
        Path program =
                Files.writeString(
                        directory.resolve("scripts.py"),
                        """
                        import sys
                        from sievelib.managesieve import Client
                        client = Client("127.0.0.1", int(sys.argv[1]))
                        assert client.connect("ann", "secret", authmech="PLAIN")
                        assert client.get_sasl_mechanisms() == ["SCRAM-SHA-256", "PLAIN"]
                        assert "fileinto" in client.get_sieve_capabilities()
                        assert client.havespace("one", 100)
                        assert not client.havespace("one", 10000000)
                        assert client.errcode == b"QUOTA/MAXSIZE", client.errcode
                        assert client.putscript("one", "keep;\\r\\n")
                        assert client.putscript("t\u00fc", "if true {\\r\\n  discard;\\r\\n}\\r\\n")
                        assert not client.putscript("bad", "fly;")
                        assert b"line 1" in client.errmsg, client.errmsg
                        assert client.checkscript("stop;")
                        assert client.setactive("one")
                        assert client.listscripts() == ("one", ["t\u00fc"])
                        assert client.getscript("one").strip() == "keep;"
                        assert not client.deletescript("one")
                        assert client.errcode == b"ACTIVE", client.errcode
                        assert client.renamescript("one", "two")
                        assert client.listscripts() == ("two", ["t\u00fc"])
                        assert client.setactive("")
                        assert client.deletescript("two")
                        client.logout()
                        """);
        Programs.run("python3", program.toString(), String.valueOf(served.port()));
        assertThat(scripts.list()).extracting(StoredScript::name).containsExactly("t\u00fc");
        assertThat(scripts.text("one")).isEqualTo(Optional.empty());
    }
}
