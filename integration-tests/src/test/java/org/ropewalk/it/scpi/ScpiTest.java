package org.ropewalk.it.scpi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.scpi.Scpi.Fault;
import org.ropewalk.examples.scpi.Scpi.Switch;
import org.ropewalk.examples.scpi.ScpiClient;
import org.ropewalk.examples.scpi.ScpiExample;
import org.ropewalk.examples.scpi.value.Bound;
import org.ropewalk.examples.scpi.value.Level;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Script;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of SCPI: by hand, with lxi and PyVISA, and with our client. */
@Timeout(60)
class ScpiTest {
    /** What is answered to {@code input}, however the network cuts it. */
    private static String answers(String input) {
        return Script.answer(ScpiExample::factory, input);
    }

    // ---- by hand

    @Test
    void theQueriesOfALineAreAnsweredInOneLine() {
        assertThat(answers("*IDN?\n")).isEqualTo("Ropewalk,PS30,1,1.0\n");
        assertThat(answers("*idn?;SYST:VERS?;:system:error:next?;*TST?;*OPC?;*WAI\r\n"))
                .isEqualTo("Ropewalk,PS30,1,1.0;1999.0;0,\"No error\";0;1\n");
        assertThat(answers("\n;; ;\nVOLT 1\nVOLT?\n")).isEqualTo("1.0\n");
    }

    @Test
    void levelsHaveUnitsAndBounds() {
        assertThat(
                        answers(
                                "VOLT 5;VOLT?;VOLTAGE:LEVEL 500 mV;VOLT?;SOUR:VOLT:IMM:AMPL 1.5E1V;VOLT?"
                                        + ";VOLT MAX;VOLT?;VOLT def;VOLT?\n"))
                .isEqualTo("5.0;0.5;15.0;30.0;0.0\n");
        assertThat(answers("VOLT? MAX;CURR? MAX;:CURR? MIN;CURR? DEF;CURR?\n"))
                .isEqualTo("30.0;3.0;0.0;1.0;1.0\n");
    }

    @Test
    void theOutputIsMeasuredWithALoadOfTenOhm() {
        assertThat(
                        answers(
                                "VOLT 5;MEAS:VOLT?;OUTP ON;OUTP?;MEAS:VOLT?;MEASURE:CURRENT:DC?"
                                        + ";VOLT 30;MEAS:VOLT?;OUTPUT:STATE 0;OUTP?\n"))
                .isEqualTo("0.0;1;5.0;0.5;10.0;0\n");
    }

    @Test
    void errorsAreKeptAndNotAnswered() {
        String line =
                "VOLT 50;BOGUS:CMD 1;VOLT;*RST 1;VOLT 5 A;VOLT x;OUTP MAYBE;VOLTA?;CURR \"1\n";

        assertThat(answers(line + "SYST:ERR:COUN?\n" + "SYST:ERR?\n".repeat(10)))
                .isEqualTo(
                        "9\n-222,\"Data out of range\"\n-113,\"Undefined header\"\n"
                                + "-109,\"Missing parameter\"\n-108,\"Parameter not allowed\"\n"
                                + "-131,\"Invalid suffix\"\n-104,\"Data type error\"\n-104,\"Data type error\"\n"
                                + "-113,\"Undefined header\"\n-104,\"Data type error\"\n0,\"No error\"\n");
        assertThat(answers("A;".repeat(30) + "SYST:ERR:COUN?;*CLS;:SYST:ERR:COUN?\n"))
                .isEqualTo("20;0\n");
        assertThat(answers("A\n".repeat(19) + "B;VOLT 99;" + "SYST:ERR?;".repeat(20) + "\n"))
                .endsWith(";-350,\"Queue overflow\"\n");
    }

    @Test
    void eventsAndErrorsAreInTheStatusByte() {
        assertThat(answers("*ESR?;BOGUS;*ESR?;*ESR?;*STB?;*CLS;*STB?\n"))
                .isEqualTo("128;32;0;4;0\n");
        assertThat(answers("*CLS;*ESE 36;*ESE?;*SRE 255;*SRE?;*OPC;*STB?;BOGUS;*STB?\n"))
                .isEqualTo("36;191;0;100\n");
        assertThat(answers("*ESE 256;*ESE -1;*ESE?;SYST:ERR:COUN?\n")).isEqualTo("0;2\n");
    }

    @Test
    void aBlockHoldsAnyBytes() {
        assertThat(answers("TRAC CURVE,#16a\n;\u0000b;;TRAC? CURVE;*OPC?\n"))
                .isEqualTo("#16a\n;\u0000b;;1\n");
        assertThat(answers("TRACE:DATA \"a;b\" , #0x;\u0001\r\nTRAC? \"a;b\"\n"))
                .isEqualTo("#13x;\u0001\n");
        assertThat(answers("TRAC A,#10;TRAC? A;TRAC? B;SYST:ERR?\n"))
                .isEqualTo("#10;#10;-224,\"Illegal parameter value\"\n");
    }

    @Test
    void aBlockOverItsLimitIsAnError() {
        String block = "TRAC A,#6070000" + "\n;".repeat(35_000);

        StringTransport transport = new StringTransport().connect(ScpiExample.factory());
        transport.deliver((block + ";SYST:ERR?;*OPC?\n").getBytes(ISO_8859_1));
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("-223,\"Too much data\";1\n");
        assertThat(answers("x".repeat(2_000) + ";SYST:ERR?\n"))
                .isEqualTo("-223,\"Too much data\"\n");
    }

    @Test
    void onlySoManyTracesAreKept() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            line.append("TRAC T").append(i).append(",#11x;");
        }
        assertThat(answers(line + "SYST:ERR?;TRAC T1,#11y;TRAC? T1\n"))
                .isEqualTo("-225,\"Out of memory\";#11y\n");
    }

    @Test
    void textsAreInQuotes() {
        assertThat(answers("DISP:TEXT 'a;b \"c\"';DISP:TEXT?;*RST;DISP:WIND:TEXT:DATA?\n"))
                .isEqualTo("\"a;b \"\"c\"\"\";\"\"\n");
    }

    // ---- programs of others

    @Test
    void lxiAsksOverARawSocket() throws Exception {
        Programs.find("lxi");
        try (Served served = new Served(reactor -> ScpiExample.factory())) {
            assertThat(lxi(served, "*IDN?")).isEqualTo("Ropewalk,PS30,1,1.0\n");
            assertThat(lxi(served, "VOLT 5;VOLT?;:OUTP ON;:MEAS:VOLT?")).isEqualTo("5.0;5.0\n");
            lxi(served, "VOLT 99");
            assertThat(lxi(served, "SYST:ERR?")).isEqualTo("-222,\"Data out of range\"\n");
        }
    }

    private static String lxi(Served served, String line) throws Exception {
        String port = String.valueOf(served.port());
        return Programs.run("lxi", "scpi", "-r", "-a", "127.0.0.1", "-p", port, line);
    }

    @Test
    void pyVisaSendsAndReadsBinaryValues(@TempDir Path directory) throws Exception {
        String python = Programs.find("python3").toString();
        boolean there =
                new ProcessBuilder(python, "-c", "import pyvisa, pyvisa_py")
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        Assumptions.assumeTrue(there, "PyVISA is not installed");
        Path script = directory.resolve("client.py");
        try (InputStream in = ScpiTest.class.getResourceAsStream("/scpi/client.py")) {
            Files.write(script, in.readAllBytes());
        }
        try (Served served = new Served(reactor -> ScpiExample.factory())) {
            String port = String.valueOf(served.port());
            assertThat(Programs.run("python3", script.toString(), port))
                    .isEqualTo(
                            "Ropewalk,PS30,1,1.0\n[12.0, 1.2]\n[1, 2, 59, 10]\n[0.5, -1.25]\n"
                                    + "-113,\"Undefined header\"\n32;0\n");
        }
    }

    // ---- our client

    @Test
    void ourClientWritesTheLongForms() {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor().listen("tcp:5025", ScpiExample.factory());
        CompletableFuture<Connection<ScpiClient>> opened =
                ScpiClient.open(network.reactor(), "tcp:127.0.0.1:5025");
        network.run();
        ScpiClient supply = opened.join().commands();

        supply.voltage(Level.parse("500 mV"));
        supply.current(Level.of(Bound.MAX));
        supply.output(Switch.ON);
        supply.display("a;b\n");
        Bytes data = Bytes.of("x;\n\"#15");
        supply.trace("my;trace", data);
        CompletableFuture<Double> measured = supply.measureVoltage();
        CompletableFuture<Double> most = supply.current(Optional.empty());
        CompletableFuture<Bytes> read = supply.trace("my;trace");
        CompletableFuture<String> shown = supply.display();
        CompletableFuture<Fault> fault = supply.nextError();
        network.run();

        assertThat(measured.join()).isEqualTo(0.5);
        assertThat(most.join()).isEqualTo(3);
        assertThat(read.join()).isEqualTo(data);
        assertThat(shown.join()).isEqualTo("a;b\n");
        assertThat(fault.join()).isEqualTo(new Fault(0, "No error"));
    }

    @Test
    void aLevelIsReadAsItIsWritten() {
        for (String text : List.of("5.0", "0.5 V", "MAX", "1.0E-4 A")) {
            assertThat(Level.parse(text)).hasToString(text);
        }
        for (String text : List.of("", "5 W", "5 M", "E5", "1 V V", "MAXI", "1E999")) {
            assertThatThrownBy(() -> Level.parse(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
