package org.dubbelslot.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Makes OkHttp clients whose connections are recorded. Loaded only when the first one is wanted.
 */
final class OkHttpDoor {
  private OkHttpDoor() {}

  static OkHttpClient.Builder open(
      Exchanges exchanges, Purpose purpose, List<? extends Interceptor> interceptors) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            // What may be repeated is known to whoever asks, not here.
            .retryOnConnectionFailure(false)
            .eventListenerFactory(call -> new Recorder(exchanges, purpose))
            .protocols(List.of(Protocol.HTTP_1_1));
    interceptors.forEach(builder::addInterceptor);
    // Behind all others: what they send again or elsewhere is checked as well.
    return builder.addInterceptor(OkHttpDoor::guard);
  }

  private static Response guard(Interceptor.Chain chain) throws IOException {
    Destination.of(chain.request().url().uri());
    return chain.proceed(chain.request());
  }

  /** Follows one call: an exchange for each connection it holds, and for each that failed. */
  private static final class Recorder extends EventListener {
    private final Exchanges exchanges;
    private final Purpose purpose;
    private final List<Exchange> held = new ArrayList<>();

    Recorder(Exchanges exchanges, Purpose purpose) {
      this.exchanges = exchanges;
      this.purpose = purpose;
    }

    @Override
    public synchronized void connectionAcquired(Call call, Connection connection) {
      HttpUrl url = connection.route().address().url();
      held.add(
          exchanges.begin(url.host(), url.port(), purpose, connection.route().socketAddress()));
    }

    @Override
    public void connectFailed(
        Call call, InetSocketAddress peer, Proxy proxy, Protocol protocol, IOException failure) {
      HttpUrl url = call.request().url();
      exchanges.begin(url.host(), url.port(), purpose, peer).end();
    }

    @Override
    public synchronized void requestBodyEnd(Call call, long byteCount) {
      if (!held.isEmpty()) {
        held.getLast().sent(byteCount);
      }
    }

    @Override
    public synchronized void responseHeadersEnd(Call call, Response response) {
      if (!held.isEmpty()) {
        held.getLast().answered(response.code());
      }
    }

    @Override
    public synchronized void responseBodyEnd(Call call, long byteCount) {
      if (!held.isEmpty()) {
        held.getLast().received(byteCount);
      }
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
      endAll();
    }

    @Override
    public void callEnd(Call call) {
      endAll();
    }

    @Override
    public void callFailed(Call call, IOException failure) {
      endAll();
    }

    private synchronized void endAll() {
      held.forEach(Exchange::end);
      held.clear();
    }
  }
}
