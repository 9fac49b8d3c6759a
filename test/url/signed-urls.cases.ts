/** One signed URL for each row of `SIGNED_URLS`. */
export const SIGNED_URL_CASES: readonly (readonly [service: string, url: string])[] = [
  [
    'Amazon S3',
    'https://bucket.s3.example/a.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=60&X-Amz-Signature=ab12',
  ],
  ['Amazon S3, version 2', 'https://bucket.s3.example/a.pdf?AWSAccessKeyId=AK&Expires=1&Signature=ab%3D'],
  ['Amazon CloudFront', 'https://cdn.example/a.pdf?Policy=x&Signature=y&Key-Pair-Id=K1'],
  ['Google Cloud Storage', 'https://storage.example/b/a.pdf?X-Goog-Algorithm=GOOG4&X-Goog-Signature=ab12'],
  ['Google Cloud Storage, version 2', 'https://storage.example/b/a.pdf?GoogleAccessId=me&Expires=1&Signature=ab'],
  ['Google Cloud CDN', 'https://cdn.example/a.mp4?Expires=1&KeyName=k&Signature=ab'],
  ['Azure Storage', 'https://account.blob.example/c/a.pdf?sv=2022&sr=b&sp=r&se=2026-12-01&sig=ab%3D'],
  ['Alibaba Cloud OSS', 'https://bucket.oss.example/a.pdf?OSSAccessKeyId=x&Expires=1&Signature=ab'],
  ['Alibaba Cloud OSS, version 4', 'https://bucket.oss.example/a.pdf?x-oss-credential=x&x-oss-signature=ab'],
  ['Tencent Cloud COS', 'https://bucket.cos.example/a.pdf?q-sign-algorithm=sha1&q-ak=x&q-signature=ab'],
  ['Azure', 'https://prod.logic.example/workflows/a/run?api-version=2016&sp=run&sv=1.0&sig=ab'],
  ['Huawei Cloud OBS', 'https://bucket.obs.example/a.pdf?AccessKeyId=x&Signature=ab'],
  ['Volcengine TOS', 'https://bucket.tos.example/a.pdf?X-Tos-Algorithm=TOS4&X-Tos-Signature=ab'],
  ['Baidu Cloud BOS', 'https://bucket.bos.example/a.pdf?authorization=bce-auth-v1%2Fab'],
  ['imgix', `https://images.example/a.png?w=100&s=${'0a'.repeat(16)}`],
  ['Laravel, without an expiry', `https://app.example/leave/7?signature=${'0a'.repeat(32)}`],
  ['Laravel', 'https://app.example/invite/7?expires=1700000000&signature=ab12'],
  ['Symfony', 'https://app.example/invite/7?a=1&_hash=ab12'],
];

export const UNSIGNED: readonly string[] = [
  'https://shop.example/',
  'https://shop.example/?signature=summer',
  'https://shop.example/?sig=x',
  'https://shop.example/?s=summer',
  'https://shop.example/?authorization=x&sig=1',
  'https://shop.example/?a=1&signature=0a0a&s=0a',
  'https://shop.example/#X-Amz-Signature=ab',
  'https://shop.example/X-Amz-Signature=ab?a=1',
  'https://shop.example/?design=1&se=2',
];
