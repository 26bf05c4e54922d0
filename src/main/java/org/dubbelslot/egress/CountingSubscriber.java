package org.dubbelslot.egress;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Passes a response's body on, counts it, and ends the exchange with it. */
record CountingSubscriber<T>(HttpResponse.BodySubscriber<T> next, Exchange exchange)
    implements HttpResponse.BodySubscriber<T> {
  @Override
  public CompletionStage<T> getBody() {
    return next.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    next.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            subscription.request(count);
          }

          @Override
          public void cancel() {
            subscription.cancel();
            exchange.end();
          }
        });
  }

  @Override
  public void onNext(List<ByteBuffer> items) {
    long bytes = 0;
    for (ByteBuffer item : items) {
      bytes += item.remaining();
    }
    exchange.received(bytes);
    next.onNext(items);
  }

  @Override
  public void onError(Throwable failure) {
    exchange.end();
    next.onError(failure);
  }

  @Override
  public void onComplete() {
    exchange.end();
    next.onComplete();
  }
}
