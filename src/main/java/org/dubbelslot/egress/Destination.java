package org.dubbelslot.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a request goes, checked against the one rule: https, or this computer itself. */
record Destination(URI uri, String host, int port) {
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  /**
   * Checks {@code uri}.
   *
   * @throws EgressException.PlainHttpRefused when it is neither https nor http to loopback
   */
  static Destination of(URI uri) throws EgressException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost() == null ? "" : Exchange.bare(uri.getHost());
    boolean secure = scheme.equals("https");
    if (host.isEmpty() || !(secure || scheme.equals("http") && isLoopback(host))) {
      throw new EgressException.PlainHttpRefused(host);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    return new Destination(uri, host, port);
  }

  /** Whether {@code host}, spelled without brackets, can only be this computer. */
  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || IPV4_LOOPBACK.matcher(host).matches();
  }

  /**
   * The socket that the client will connect to: the proxy's where the system names one, else the
   * host's. The name is looked up through the same cache as the client's own look-up, which
   * follows.
   *
   * @throws EgressException.Unreachable when the name is not known
   */
  InetSocketAddress peer() throws EgressException {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector != null) {
      for (Proxy proxy : selector.select(uri)) {
        if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress at) {
          return resolve(at.getHostString(), at.getPort());
        }
        if (proxy.type() == Proxy.Type.DIRECT) {
          break;
        }
      }
    }
    return resolve(host, port);
  }

  private static InetSocketAddress resolve(String name, int at) throws EgressException {
    try {
      return new InetSocketAddress(InetAddress.getByName(name), at);
    } catch (UnknownHostException e) {
      throw new EgressException.Unreachable(name, e);
    }
  }
}
