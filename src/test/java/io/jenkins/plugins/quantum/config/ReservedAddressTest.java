package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "https://169.254.169.254:443",
                " https://169.254.169.254/ ",
                "https://169.254.0.1/x?y#z",
                "gopher://169.254.169.254/",
                "https://api.ionq.co@169.254.169.254/",
                "https://user:word@169.254.169.254/",
                "http://2852039166/",
                "https://[fe80::1]/",
                "https://[febf:ffff::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[::169.254.169.254]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[2002:a9fe:a9fe::]/",
                "https://[fd00:ec2::254]/",
                "https://[fd20:ce::254]/",
                "https://100.100.100.200/",
                "https://168.63.129.16/",
                "https://0.0.0.0/",
                "https://[::]/",
                "https://224.0.0.1/",
                "https://[ff02::1]/"
            })
    void shouldKnowWhereCloudsKeepIdentities(String url) {
        assertThat(ReservedAddress.leadsTo(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:8443/",
                "https://[::1]/",
                "https://10.1.2.3/",
                "https://192.168.1.20/",
                "https://[fd12:3456::1]/",
                "https://[2002:0a00:0001::]/",
                "https://93.184.216.34/?next=http://169.254.169.254/",
                "https://93.184.216.34/169.254.169.254",
                "no address",
                "https://",
                "https:169.254.169.254",
                "http://169.16689662/",
                "https://a b/",
                "https://good\\@169.254.169.254/"
            })
    void shouldLeaveTheRestToTheService(String url) {
        assertThat(ReservedAddress.leadsTo(url)).isEmpty();
    }

    @Test
    void shouldLookAtAllAddressesOfAName() throws Exception {
        var good = InetAddress.getByAddress("two.example", new byte[] {93, (byte) 184, (byte) 216, 34});
        var bad = InetAddress.getByAddress("two.example", new byte[] {(byte) 169, (byte) 254, 1, 1});
        assertThat(ReservedAddress.first(List.of(good, bad)))
                .hasValueSatisfying(text -> assertThat(text).contains("link-local", "169.254.1.1"));
        assertThat(ReservedAddress.first(List.of(good))).isEmpty();
    }
}
